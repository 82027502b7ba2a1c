package dev.gradstream.job.replay;

import java.util.Optional;

/**
 * A record of the features topic.
 *
 * @param key the text of the pipeline's key column, by which the record finds its partition; empty
 *     where the pipeline names none
 * @param value the row in the pipeline's format
 */
public record FeatureRecord(Optional<byte[]> key, byte[] value) {}
