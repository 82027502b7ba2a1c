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

    /** Whether every column has had a target, so that there is a prediction for the next. */
    private boolean begun;

    MeasuredBaseline(Baseline baseline, Horizon horizon, Task task, List<Measure> measures) {
        this.baseline = baseline;
        columns = task.columns();
        figures = Prequential.of(horizon, task, measures);
    }

    String word() {
        return baseline.word();
    }

    /** Predicts, scores and takes in the actual targets of rows; overwrites their predictions. */
    void add(ScoredRows rows) {
        column = baseline.predict(rows, column);
        figures.add(begun ? rows : predicted(rows));
    }

    /** The rows for which there is a prediction. */
    private ScoredRows predicted(ScoredRows rows) {
        double[] values = rows.values();
        predicted.clear();
        begun = rows.size() >= columns;
        for (int at = 0; at < rows.size() * rows.width(); at += rows.width()) {
            double prediction = values[at + ScoredRows.PREDICTED];
            if (!Double.isNaN(prediction)) {
                predicted.add(values[at + ScoredRows.ACTUAL], prediction);
            }
        }
        return predicted;
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
        begun = false;
    }

    private String making(String ofFigures) {
        return word() + " " + ofFigures;
    }
}
