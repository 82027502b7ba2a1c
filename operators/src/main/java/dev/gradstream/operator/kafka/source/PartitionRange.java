package dev.gradstream.operator.kafka.source;

/**
 * A stretch of one partition.
 *
 * @param partition from 0
 * @param start first offset that is read
 * @param end first offset that is not read any more, at least {@code start}
 */
public record PartitionRange(int partition, long start, long end) {
    public PartitionRange {
        if (partition < 0 || start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "offsets "
                            + start
                            + " to "
                            + end
                            + " of partition "
                            + partition
                            + " are no stretch: 0 <= start <= end is needed");
        }
    }
}
