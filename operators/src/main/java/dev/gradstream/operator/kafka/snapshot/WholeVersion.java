package dev.gradstream.operator.kafka.snapshot;

/**
 * A version of which every chunk stands, and where. Published again, it stands elsewhere and is
 * another.
 *
 * @param firstOffset of its chunks
 * @param lastOffset of its chunks
 */
record WholeVersion(SnapshotSummary summary, long firstOffset, long lastOffset) {}
