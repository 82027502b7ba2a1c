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

    /** Changes nothing: the rows stay until others take their places. */
    @Override
    public void reported() {}

    @Override
    List<double[]> numbers() {
        return List.of(new double[] {oldest}, rows.toArray());
    }

    @Override
    void take(List<double[]> later) {
        int laterOldest = (int) later.get(0)[0];
        if (rows.isEmpty()) {
            rows.load(later.get(1));
            oldest = laterOldest;
            return;
        }
        ScoredRows following = new ScoredRows(rows.capacity(), rows.width() - ScoredRows.SCORES);
        following.load(later.get(1));
        for (int i = 0; i < following.size(); i++) {
            take(following, (laterOldest + i) % following.size());
        }
    }
}
