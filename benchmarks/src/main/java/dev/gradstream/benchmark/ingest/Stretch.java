package dev.gradstream.benchmark.ingest;

/** Times the records between the first tenth, which pays for the start, and the last. */
final class Stretch {
    private final long records;
    private final long begin;
    private long seen;
    private long beginNanos;
    private long seenAtBegin;
    private long endNanos;
    private double sum;

    /**
     * @param records that will come
     */
    Stretch(long records) {
        this.records = records;
        begin = records / 10;
    }

    /**
     * Takes note of records.
     *
     * @param value of one of them, so that decoding cannot be left out
     */
    void add(int count, float value) {
        sum += value;
        seen += count;
        if (beginNanos == 0 && seen >= begin) {
            beginNanos = System.nanoTime();
            seenAtBegin = seen;
        }
        if (seen >= records) {
            endNanos = System.nanoTime();
        }
    }

    boolean isOver() {
        return seen >= records;
    }

    /** Records a second. */
    double rate() {
        if (!isOver() || Double.isNaN(sum)) {
            throw new IllegalStateException(seen + " of " + records + " records came");
        }
        return (records - seenAtBegin) * 1e9 / (endNanos - beginNanos);
    }
}
