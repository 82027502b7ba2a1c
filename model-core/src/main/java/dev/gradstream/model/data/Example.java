package dev.gradstream.model.data;

/**
 * One record, decoded and encoded by the schema: what the network sees and what it should say.
 *
 * <p>An example is a buffer that is filled again for every record, because the ingest path must not
 * allocate: whoever keeps one beyond the call that handed it over copies what it needs.
 */
public final class Example {
    private final float[] features;
    private final float[] target;
    private Split split = Split.TRAINING;
    private float weight = 1f;
    private long eventTime;
    private long key;
    private int partition;
    private long offset;

    /**
     * @param features number of encoded feature values; 0 for what holds a label alone
     * @param targets number of target values, at least 1
     */
    public Example(int features, int targets) {
        if (features < 0 || targets < 1) {
            throw new IllegalArgumentException(
                    "an example needs at least one target and no negative number of features, got "
                            + features
                            + " and "
                            + targets);
        }
        this.features = new float[features];
        this.target = new float[targets];
    }

    /** The encoded, not yet scaled, feature values; the live buffer. */
    public float[] features() {
        return features;
    }

    /**
     * The encoded target: the class index, numbers, zeros and ones, or probabilities; the live
     * buffer.
     */
    public float[] target() {
        return target;
    }

    /** What the example is for; to be learnt from unless it is said otherwise. */
    public Split split() {
        return split;
    }

    public void setSplit(Split split) {
        this.split = split;
    }

    /** How much the example counts in the loss; 1 unless the schema says otherwise. */
    public float weight() {
        return weight;
    }

    public void setWeight(float weight) {
        this.weight = weight;
    }

    /**
     * Event time in epoch milliseconds; the record's timestamp where the schema names no column.
     */
    public long eventTime() {
        return eventTime;
    }

    public void setEventTime(long eventTime) {
        this.eventTime = eventTime;
    }

    /**
     * A 64-bit hash that names the example: of its key column, else of the record's key, else of
     * its content. The same example has the same key in every epoch, so splits and replays go by
     * it. Of a record that becomes an example with others of its series, the name of the series.
     */
    public long key() {
        return key;
    }

    public void setKey(long key) {
        this.key = key;
    }

    /** The Kafka partition that the record came from. */
    public int partition() {
        return partition;
    }

    /** The Kafka offset that the record came from. */
    public long offset() {
        return offset;
    }

    public void setOrigin(int partition, long offset) {
        this.partition = partition;
        this.offset = offset;
    }
}
