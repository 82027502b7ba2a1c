package dev.gradstream.model.data;

import java.util.Arrays;

/**
 * Contiguous examples of one subtask in dense row-major buffers, which the tensor layer takes
 * without a copy per value.
 *
 * <ul>
 *   <li>features: {@code [capacity, featureCount]}, of which the first {@link #size()} rows are
 *       valid
 *   <li>targets: {@code [capacity, targetCount]}
 *   <li>weights, keys, partitions, offsets, event times: {@code [capacity]}
 * </ul>
 *
 * <p>Like {@link Example} it is a buffer that its owner fills again; a receiver that keeps it
 * copies.
 */
public final class MiniBatch {
    private final int capacity;
    private final int featureCount;
    private final int targetCount;
    private final float[] features;
    private final float[] targets;
    private final float[] weights;
    private final long[] keys;
    private final long[] eventTimes;
    private final int[] partitions;
    private final long[] offsets;
    private Split split;
    private int size;

    /**
     * @param split what the rows are for
     * @param capacity most rows it can hold, at least 1
     * @param featureCount values in a row of features, at least 1
     * @param targetCount values in a row of targets, at least 1
     */
    public MiniBatch(Split split, int capacity, int featureCount, int targetCount) {
        if (capacity < 1 || featureCount < 1 || targetCount < 1) {
            throw new IllegalArgumentException(
                    "capacity, features and targets must be at least 1, got "
                            + capacity
                            + ", "
                            + featureCount
                            + ", "
                            + targetCount);
        }
        this.split = split;
        this.capacity = capacity;
        this.featureCount = featureCount;
        this.targetCount = targetCount;
        features = new float[Math.multiplyExact(capacity, featureCount)];
        targets = new float[Math.multiplyExact(capacity, targetCount)];
        weights = new float[capacity];
        keys = new long[capacity];
        eventTimes = new long[capacity];
        partitions = new int[capacity];
        offsets = new long[capacity];
    }

    /**
     * Appends a copy of an example.
     *
     * @throws IllegalStateException if the batch is full
     */
    public void add(Example example) {
        if (isFull()) {
            throw new IllegalStateException(
                    "the mini-batch holds its " + capacity + " rows already");
        }
        System.arraycopy(example.features(), 0, features, size * featureCount, featureCount);
        System.arraycopy(example.target(), 0, targets, size * targetCount, targetCount);
        weights[size] = example.weight();
        keys[size] = example.key();
        eventTimes[size] = example.eventTime();
        partitions[size] = example.partition();
        offsets[size] = example.offset();
        size++;
    }

    /** Forgets all rows. */
    public void clear() {
        size = 0;
    }

    /** A copy that holds just the valid rows. */
    public MiniBatch copy() {
        MiniBatch copy = new MiniBatch(split, Math.max(1, size), featureCount, targetCount);
        copy.set(this);
        return copy;
    }

    /**
     * Makes this the same as another batch.
     *
     * @throws IllegalArgumentException if the other's rows do not fit
     */
    public void set(MiniBatch other) {
        if (other.size > capacity
                || other.featureCount != featureCount
                || other.targetCount != targetCount) {
            throw new IllegalArgumentException(
                    "a batch of " + other.shape() + " does not fit one of " + shape());
        }
        split = other.split;
        size = other.size;
        System.arraycopy(other.features, 0, features, 0, size * featureCount);
        System.arraycopy(other.targets, 0, targets, 0, size * targetCount);
        System.arraycopy(other.weights, 0, weights, 0, size);
        System.arraycopy(other.keys, 0, keys, 0, size);
        System.arraycopy(other.eventTimes, 0, eventTimes, 0, size);
        System.arraycopy(other.partitions, 0, partitions, 0, size);
        System.arraycopy(other.offsets, 0, offsets, 0, size);
    }

    private String shape() {
        return size + "/" + capacity + " rows of " + featureCount + " + " + targetCount;
    }

    public Split split() {
        return split;
    }

    /** Number of valid rows. */
    public int size() {
        return size;
    }

    /** Says how many rows are valid, after the buffers were filled from outside. */
    public void setSize(int size) {
        if (size < 0 || size > capacity) {
            throw new IllegalArgumentException("size " + size + " is not in 0.." + capacity);
        }
        this.size = size;
    }

    public int capacity() {
        return capacity;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public boolean isFull() {
        return size == capacity;
    }

    public int featureCount() {
        return featureCount;
    }

    public int targetCount() {
        return targetCount;
    }

    public float[] features() {
        return features;
    }

    public float[] targets() {
        return targets;
    }

    public float[] weights() {
        return weights;
    }

    public long[] keys() {
        return keys;
    }

    public long[] eventTimes() {
        return eventTimes;
    }

    /** The latest event time of the rows, of which there must be one. */
    public long latestEventTime() {
        long latest = eventTimes[0];
        for (int row = 1; row < size; row++) {
            latest = Math.max(latest, eventTimes[row]);
        }
        return latest;
    }

    /** The oldest event time of the rows, of which there must be one. */
    public long oldestEventTime() {
        long oldest = eventTimes[0];
        for (int row = 1; row < size; row++) {
            oldest = Math.min(oldest, eventTimes[row]);
        }
        return oldest;
    }

    public int[] partitions() {
        return partitions;
    }

    public long[] offsets() {
        return offsets;
    }

    @Override
    public String toString() {
        return split
                + " mini-batch of "
                + shape()
                + " "
                + Arrays.toString(Arrays.copyOf(keys, size));
    }
}
