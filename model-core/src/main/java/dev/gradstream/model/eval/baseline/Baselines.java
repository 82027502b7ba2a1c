package dev.gradstream.model.eval.baseline;

import dev.gradstream.model.eval.measure.Figures;
import dev.gradstream.model.eval.measure.Horizon;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Measure.Kind;
import dev.gradstream.model.eval.measure.Prequential;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.eval.metric.ScoredRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What predictors that learn next to nothing come to on the very examples that a model is trained
 * on, over the same horizon: {@code no_change}, and {@code majority} of classes or {@code mean} of
 * numbers. Measured as accuracy, or as MAE and RMSE.
 */
public final class Baselines {
    private final List<MeasuredBaseline> baselines;
    private final String constant;

    public Baselines(Horizon horizon, Task task) {
        List<Measure> measures =
                Stream.of(Kind.ACCURACY, Kind.MAE, Kind.RMSE)
                        .filter(kind -> kind.fits(task))
                        .map(Measure::of)
                        .toList();
        Baseline constant =
                task.isNumber()
                        ? new Mean(task.columns())
                        : new Majority(task.columns(), task.classes().size());
        this.constant = constant.word();
        baselines =
                Stream.of(new NoChange(task.columns()), constant)
                        .map(b -> new MeasuredBaseline(b, horizon, task, measures))
                        .toList();
    }

    /**
     * Takes in rows as the model scored them, the oldest first. Their predictions are overwritten:
     * whoever measures the model's own does it before.
     */
    public void add(ScoredRows rows) {
        // By number, for want of an iterator: this is done for every batch.
        for (int i = 0; i < baselines.size(); i++) {
            baselines.get(i).add(rows);
        }
    }

    /** The name of the one that predicts the same for all: {@code majority}, or {@code mean}. */
    public String constant() {
        return constant;
    }

    /** What each comes to, by its name. */
    public Map<String, Figures> figures() {
        Map<String, Figures> figures = new LinkedHashMap<>();
        baselines.forEach(baseline -> figures.put(baseline.word(), baseline.figures()));
        return figures;
    }

    /** A report has gone out. */
    public void reported() {
        baselines.forEach(MeasuredBaseline::reported);
    }

    /** Measures anew; what was seen of the targets stays known. */
    public void clear() {
        baselines.forEach(MeasuredBaseline::clear);
    }

    /** A copy of everything that the figures to come depend on. */
    public List<Prequential.State> state() {
        return baselines.stream().map(MeasuredBaseline::state).toList();
    }

    /** Goes on from a state; begins anew where it is of another horizon or task. */
    public void load(List<Prequential.State> state) {
        if (state.size() != baselines.size()) {
            return;
        }
        for (int i = 0; i < state.size(); i++) {
            if (baselines.get(i).canTake(state.get(i))) {
                baselines.get(i).load(state.get(i));
            }
        }
    }
}
