package dev.gradstream.operator.kafka.record;

import java.util.Arrays;

/**
 * A record as it stands in Kafka, undecoded.
 *
 * <p>A buffer that the source fills again for every record, because the ingest path must not
 * allocate: whoever keeps one beyond the call that handed it over copies it.
 */
public final class RawRecord {
    private byte[] key;
    private byte[] value;
    private long timestamp;
    private String topic = "";
    private int partition;
    private long offset;

    /**
     * Fills the buffer.
     *
     * @param key null where the record has none, as in Kafka
     * @param value null where the record has none, as in Kafka
     * @param timestamp epoch milliseconds
     */
    public void set(
            byte[] key, byte[] value, long timestamp, String topic, int partition, long offset) {
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
    }

    /** Makes this the same as another record; the arrays are shared. */
    public void set(RawRecord other) {
        set(other.key, other.value, other.timestamp, other.topic, other.partition, other.offset);
    }

    /** The key, or null where the record has none; the live array. */
    public byte[] key() {
        return key;
    }

    /** The value, or null where the record has none; the live array. */
    public byte[] value() {
        return value;
    }

    /** Epoch milliseconds, as the producer or the broker set them. */
    public long timestamp() {
        return timestamp;
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRecord that
                && timestamp == that.timestamp
                && partition == that.partition
                && offset == that.offset
                && topic.equals(that.topic)
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * topic.hashCode() + partition) + Long.hashCode(offset);
    }

    @Override
    public String toString() {
        return "record " + topic + "-" + partition + "@" + offset;
    }
}
