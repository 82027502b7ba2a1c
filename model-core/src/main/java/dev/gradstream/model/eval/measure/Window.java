package dev.gradstream.model.eval.measure;

import dev.gradstream.model.eval.metric.ScoredRows;
import java.util.List;

/**
 * {@link Horizon.Window}. It keeps the rows themselves and measures them anew for each report:
 * nothing is ever subtracted, so nothing drifts, and rankings are exact.
 */
final class Window extends Prequential {
    private final Measurement measurement;
    private final ScoredRows rows;

    /** The oldest row, which leaves next, once the window is full; 0 before. */
    private int oldest;

    Window(Horizon.Window window, Task task, List<Measure> measures) {
        super(window, task, measures);
        measurement = Measurement.ofRows(task, measures, window.examples());
        rows = new ScoredRows(window.examples(), Measurement.scores(task, measures));
    }

    @Override
    void take(ScoredRows latest) {
        for (int row = 0; row < latest.size(); row++) {
            take(latest, row);
        }
    }

    private void take(ScoredRows latest, int row) {
        if (!rows.isFull()) {
            rows.add(latest, row);
            return;
        }
        rows.put(oldest, latest, row);
        oldest = (oldest + 1) % rows.size();
    }

    @Override
    public Figures figures() {
        measurement.clear();
        measurement.add(rows);
        return measurement.figures();
    }

    @Override
    public void clear() {
        rows.clear();
        oldest = 0;
    }

    /** Changes nothing: the rows stay until others take their places. */
    @Override
    public void reported() {}

    @Override
    List<double[]> numbers() {
        return List.of(new double[] {oldest}, rows.toArray());
    }

    @Override
    void take(List<double[]> later) {
        if (rows.isEmpty()) {
            oldest = load(later, rows);
            return;
        }
        ScoredRows following = new ScoredRows(rows.capacity(), rows.width() - ScoredRows.SCORES);
        int first = load(later, following);
        for (int i = 0; i < following.size(); i++) {
            take(following, (first + i) % following.size());
        }
    }

    /** Fills a buffer; gives the place of its oldest row. */
    private static int load(List<double[]> numbers, ScoredRows into) {
        if (numbers.size() != 2 || numbers.get(0).length != 1) {
            throw new IllegalArgumentException("a window is its oldest place and its rows");
        }
        into.load(numbers.get(1));
        int first = (int) numbers.get(0)[0];
        if (first < 0 || first >= Math.max(1, into.size())) {
            throw new IllegalArgumentException(
                    "the oldest of " + into.size() + " rows cannot be at " + first);
        }
        return first;
    }
}
