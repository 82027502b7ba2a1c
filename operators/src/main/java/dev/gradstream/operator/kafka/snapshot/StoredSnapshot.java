package dev.gradstream.operator.kafka.snapshot;

/**
 * A whole version, its digest verified.
 *
 * @param bytes the encoded snapshot
 */
public record StoredSnapshot(SnapshotSummary summary, byte[] bytes) {}
