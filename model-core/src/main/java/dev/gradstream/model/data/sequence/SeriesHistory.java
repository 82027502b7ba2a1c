package dev.gradstream.model.data.sequence;

import java.util.Arrays;

/**
 * The last records of one series, as far as its next examples take from them, in a ring that grows
 * as they come.
 *
 * <p>Rows are [records, width], and which is the newest goes round. Live state: {@link Sequencer}
 * writes into it.
 */
public final class SeriesHistory {
    private final int width;
    private float[] rows;
    private int count;
    private int newest;
    private int passes;

    /**
     * Of a series that has not begun.
     *
     * @param width values that are kept of a record
     */
    public SeriesHistory(int width) {
        this(width, new float[0], 0, 0);
    }

    /**
     * As it was stored.
     *
     * @param rows {@code [count, width]}, the oldest first; taken over
     * @param count records that are kept; of a width of 0 too
     * @param passes records to come that {@link Sequence#stride} passes over
     */
    public SeriesHistory(int width, float[] rows, int count, int passes) {
        if (width < 0 || count < 0 || passes < 0 || rows.length != count * width) {
            throw new IllegalArgumentException(
                    "%d values are not %d records of %d; %d to pass over"
                            .formatted(rows.length, count, width, passes));
        }
        this.width = width;
        this.rows = rows;
        this.count = count;
        this.newest = count - 1;
        this.passes = passes;
    }

    /** The same, with arrays of its own. */
    public SeriesHistory copy() {
        float[] copied = new float[count * width];
        for (int back = count, to = 0; back > 0; back--, to += width) {
            System.arraycopy(rows, start(back), copied, to, width);
        }
        return new SeriesHistory(width, copied, count, passes);
    }

    /** Values that are kept of a record. */
    public int width() {
        return width;
    }

    /** Records that are kept. */
    public int count() {
        return count;
    }

    /** Records to come that the stride passes over. */
    public int passes() {
        return passes;
    }

    /** Whether an example is due that can be made, by the stride; counts it. */
    boolean isDue(int stride) {
        // Smaller than when the state was stored, it holds from now on.
        int left = Math.min(passes, stride - 1);
        passes = left == 0 ? stride - 1 : left - 1;
        return left == 0;
    }

    /** The rows, live: in parts, of which {@link #start} tells where each begins. */
    public float[] rows() {
        return rows;
    }

    /**
     * Where a record begins in {@link #rows}.
     *
     * @param back 1 for the newest that is kept, {@link #count} for the oldest
     */
    public int start(int back) {
        int row = newest + 1 - back;
        return (row < 0 ? row + capacity() : row) * width;
    }

    /**
     * Makes room for a record, which becomes the newest; the oldest goes where that is too many.
     *
     * @param most records to keep, at least 1
     * @return where it begins in {@link #rows}
     */
    int claim(int most) {
        if (count < most) {
            // Never wrapped so far: the rows stand in order from the first on.
            grow(most);
            newest = count++;
        } else {
            newest = newest + 1 == capacity() ? 0 : newest + 1;
        }
        return newest * width;
    }

    private void grow(int most) {
        if (count == capacity()) {
            int larger = Math.min(most, Math.max(count + 1, 2 * count));
            rows = Arrays.copyOf(rows, larger * width);
        }
    }

    private int capacity() {
        return rows.length / width;
    }
}
