package dev.gradstream.model.eval.measure;

import dev.gradstream.model.eval.metric.ScoredRows;
import java.util.List;

/** {@link Horizon.SinceReport}. */
final class SinceReport extends Prequential {
    private final Measurement measurement;

    SinceReport(Task task, List<Measure> measures) {
        super(new Horizon.SinceReport(), task, measures);
        measurement = Measurement.ofStream(task, measures);
    }

    @Override
    void take(ScoredRows rows) {
        measurement.add(rows);
    }

    @Override
    public Figures figures() {
        return measurement.figures();
    }

    @Override
    public void reported() {
        clear();
    }

    @Override
    public void clear() {
        measurement.clear();
    }

    @Override
    List<double[]> numbers() {
        return measurement.state();
    }

    @Override
    void take(List<double[]> later) {
        measurement.merge(later);
    }
}
