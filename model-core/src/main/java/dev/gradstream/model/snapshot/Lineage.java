package dev.gradstream.model.snapshot;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers which offsets a model has learnt from: the lowest and highest of each partition. */
public final class Lineage {
    private int[] partitions = new int[1];
    private long[] firsts = new long[1];
    private long[] lasts = new long[1];
    private int size;

    /** Of nothing yet. */
    public Lineage() {}

    /** Goes on from what {@link #ranges()} gave. */
    public Lineage(List<OffsetRange> ranges) {
        for (OffsetRange range : ranges) {
            add(range.partition(), range.first());
            add(range.partition(), range.last());
        }
    }

    /** Takes in the origin of every row. */
    public void add(MiniBatch batch) {
        int[] rowPartitions = batch.partitions();
        long[] rowOffsets = batch.offsets();
        for (int row = 0; row < batch.size(); row++) {
            add(rowPartitions[row], rowOffsets[row]);
        }
    }

    /** One range a partition, in the order of their numbers. */
    public List<OffsetRange> ranges() {
        List<OffsetRange> ranges = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            ranges.add(new OffsetRange(partitions[i], firsts[i], lasts[i]));
        }
        return ranges;
    }

    private void add(int partition, long offset) {
        int index = Arrays.binarySearch(partitions, 0, size, partition);
        if (index < 0) {
            insert(-index - 1, partition, offset);
        } else if (offset > lasts[index]) {
            lasts[index] = offset;
        } else if (offset < firsts[index]) {
            firsts[index] = offset;
        }
    }

    private void insert(int index, int partition, long offset) {
        if (size == partitions.length) {
            partitions = Arrays.copyOf(partitions, 2 * size);
            firsts = Arrays.copyOf(firsts, 2 * size);
            lasts = Arrays.copyOf(lasts, 2 * size);
        }
        System.arraycopy(partitions, index, partitions, index + 1, size - index);
        System.arraycopy(firsts, index, firsts, index + 1, size - index);
        System.arraycopy(lasts, index, lasts, index + 1, size - index);
        partitions[index] = partition;
        firsts[index] = offset;
        lasts[index] = offset;
        size++;
    }
}
