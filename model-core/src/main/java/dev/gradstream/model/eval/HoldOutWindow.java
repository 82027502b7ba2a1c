package dev.gradstream.model.eval;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The latest distinct examples that were held out for validation or a test, to evaluate on.
 *
 * <p>An example whose key is in the window takes the place of the one there; a new key takes a free
 * row, or, when the window is full, the row of the key that came in first.
 */
public final class HoldOutWindow {

    /**
     * What it remembers.
     *
     * @param rows the examples
     * @param window most examples kept
     * @param oldest the row that leaves next when the window is full; 0 before
     * @param changed whether a row has come or changed since {@link HoldOutWindow#takeChange}
     */
    public record State(MiniBatch rows, int window, int oldest, boolean changed) {
        public State {
            boolean full = rows.size() == window;
            if (rows.size() > window || oldest < 0 || oldest >= (full ? window : 1)) {
                throw new IllegalArgumentException(
                        "a hold-out window of "
                                + window
                                + " cannot hold "
                                + rows.size()
                                + " rows with the oldest at "
                                + oldest);
            }
        }

        /** The same without the rows of other keys. */
        public State only(LongPredicate keys) {
            HoldOutWindow kept =
                    new HoldOutWindow(
                            rows.split(), window, rows.featureCount(), rows.targetCount());
            for (int i = 0; i < rows.size(); i++) {
                int row = (oldest + i) % rows.size();
                if (keys.test(rows.keys()[row])) {
                    kept.take(rows, row);
                }
            }
            return kept.state();
        }
    }

    private final MiniBatch rows;
    private final KeyIndex index;
    private int oldest;
    private boolean changed;

    /**
     * @param split what the examples are for
     * @param window most examples kept, at least 1
     */
    public HoldOutWindow(Split split, int window, int featureCount, int targetCount) {
        rows = new MiniBatch(split, window, featureCount, targetCount);
        index = new KeyIndex(rows.keys());
    }

    /**
     * Goes on from another window; a smaller one keeps the latest of its examples.
     *
     * @param window most examples kept, at least 1
     */
    public HoldOutWindow(int window, State state) {
        this(state.rows().split(), window, state.rows().featureCount(), state.rows().targetCount());
        // A window of the same size gets every row back at its place, so that sums over it keep
        // their bits; another size has no such places and is filled by age.
        boolean sameSize = window == state.window();
        int size = state.rows().size();
        for (int i = 0; i < size; i++) {
            take(state.rows(), sameSize ? i : (state.oldest() + i) % size);
        }
        if (sameSize) {
            oldest = state.oldest();
            changed = state.changed();
        }
    }

    /** A copy of everything that the window's future depends on. */
    public State state() {
        return new State(rows.copy(), rows.capacity(), oldest, changed);
    }

    /** Takes in every row of a held-out batch. */
    public void take(MiniBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            take(batch, row);
        }
    }

    /** The examples; the live buffer, valid until the next {@link #take}. */
    public MiniBatch rows() {
        return rows;
    }

    /**
     * Whether the examples are others than at the last call. One that came again just as it was, as
     * in the next epoch, is no change.
     */
    public boolean takeChange() {
        boolean since = changed;
        changed = false;
        return since;
    }

    /** As {@link #takeChange}, which says the same again then. */
    public boolean hasChanged() {
        return changed;
    }

    /** Most examples kept. */
    public int capacity() {
        return rows.capacity();
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private void take(MiniBatch batch, int row) {
        long key = batch.keys()[row];
        int present = index.row(key);
        if (present >= 0) {
            changed |= !isSame(batch, row, present);
            copyRow(batch, row, present);
            return;
        }
        changed = true;
        int into = freeRow();
        copyRow(batch, row, into);
        index.put(into);
    }

    private int freeRow() {
        if (!rows.isFull()) {
            rows.setSize(rows.size() + 1);
            return rows.size() - 1;
        }
        int leaving = oldest;
        index.remove(leaving);
        oldest = (oldest + 1) % rows.capacity();
        return leaving;
    }

    /** Whether it makes no difference to an evaluation which of the two rows there is. */
    private boolean isSame(MiniBatch batch, int from, int to) {
        return batch.weights()[from] == rows.weights()[to]
                && isSame(batch.features(), from, rows.features(), to, rows.featureCount())
                && isSame(batch.targets(), from, rows.targets(), to, rows.targetCount());
    }

    private static boolean isSame(float[] batch, int from, float[] rows, int to, int width) {
        return Arrays.equals(
                batch, from * width, (from + 1) * width, rows, to * width, (to + 1) * width);
    }

    private void copyRow(MiniBatch batch, int from, int to) {
        int features = rows.featureCount();
        int targets = rows.targetCount();
        System.arraycopy(
                batch.features(), from * features, rows.features(), to * features, features);
        System.arraycopy(batch.targets(), from * targets, rows.targets(), to * targets, targets);
        rows.weights()[to] = batch.weights()[from];
        rows.keys()[to] = batch.keys()[from];
        rows.eventTimes()[to] = batch.eventTimes()[from];
        rows.partitions()[to] = batch.partitions()[from];
        rows.offsets()[to] = batch.offsets()[from];
    }
}
