package dev.gradstream.model.eval.baseline;

import dev.gradstream.model.eval.measure.Figures;
import dev.gradstream.model.eval.measure.Horizon;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Prequential;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.eval.metric.ScoredRows;
import java.util.ArrayList;
import java.util.List;

/** A baseline with how well it does: each target is predicted before it is taken in. */
final class MeasuredBaseline {
    private final Baseline baseline;
    private final Prequential figures;
    private final int columns;
    private final ScoredRows predicted = new ScoredRows(Prequential.MOST_ROWS, 0);

    /** Of the next row. An example's rows, one a column, may come in two calls. */
    private int column;

    MeasuredBaseline(Baseline baseline, Horizon horizon, Task task, List<Measure> measures) {
        this.baseline = baseline;
        columns = task.columns();
        figures = Prequential.of(horizon, task, measures);
    }

    String word() {
        return baseline.word();
    }

    /** Predicts, scores and takes in the actual targets of rows. */
    void add(ScoredRows rows) {
        double[] values = rows.values();
        for (int row = 0; row < rows.size(); row++) {
            double actual = values[row * rows.width()];
            double prediction = baseline.predict(column);
            if (!Double.isNaN(prediction)) {
                predicted.add(actual, prediction);
            }
            baseline.learn(column, actual);
            column = column + 1 == columns ? 0 : column + 1;
        }
        figures.add(predicted);
        predicted.clear();
    }

    Figures figures() {
        return figures.figures();
    }

    void reported() {
        figures.reported();
    }

    /** Forgets how well it did, not what it knows. */
    void clear() {
        figures.clear();
    }

    Prequential.State state() {
        Prequential.State measured = figures.state();
        List<double[]> numbers = new ArrayList<>(measured.numbers());
        numbers.add(baseline.state());
        return new Prequential.State(making(measured.making()), numbers);
    }

    boolean canTake(Prequential.State state) {
        return state.making().equals(making(figures.state().making()));
    }

    /** Goes on from a state that it can take. */
    void load(Prequential.State state) {
        int last = state.numbers().size() - 1;
        String making = figures.state().making();
        figures.append(new Prequential.State(making, state.numbers().subList(0, last)));
        baseline.load(state.numbers().get(last));
    }

    private String making(String ofFigures) {
        return word() + " " + ofFigures;
    }
}
