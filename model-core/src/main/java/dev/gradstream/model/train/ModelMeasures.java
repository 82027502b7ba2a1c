package dev.gradstream.model.train;

import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.baseline.Baselines;
import dev.gradstream.model.eval.measure.Figures;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Measurement;
import dev.gradstream.model.eval.measure.Prequential;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.eval.metric.ScoredRows;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.learn.ScoredOutputs;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.loss.TargetKind;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.train.baseline.ConstantLoss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a pipeline file wants measured: of training, batch by batch, and of the hold-out. */
final class ModelMeasures implements AutoCloseable {
    private final Prequential training;
    private final Baselines baselines;
    private final Optional<ConstantLoss> constantLoss;
    private final ScoredOutputs trainingOutputs;
    private final Measurement validation;
    private final ScoredOutputs validationOutputs;

    /**
     * What training was measured to.
     *
     * @param model what the model came to
     * @param baselines what those came to that it is held against, and last the loss of a constant
     */
    record State(Prequential.State model, List<Prequential.State> baselines) {
        State {
            baselines = List.copyOf(baselines);
        }
    }

    /**
     * @param scaling the statistics that the model scales with at present
     * @param saved what training was measured to before; left aside where the file has other
     *     measures or another horizon now
     */
    ModelMeasures(Pipeline pipeline, Supplier<ScalerStates> scaling, Optional<State> saved) {
        List<Measure> ofTraining = pipeline.measures(Split.TRAINING);
        training = Prequential.of(pipeline.training().horizon(), pipeline.task(), ofTraining);
        saved.map(State::model).filter(training::canTake).ifPresent(training::append);
        baselines = new Baselines(pipeline.training().horizon(), pipeline.task());
        constantLoss = ConstantLoss.of(LearnerConfigs.of(pipeline), () -> scaling.get().target());
        saved.map(State::baselines).ifPresent(this::load);
        ScoredOutputs measured = outputs(pipeline, Split.TRAINING, this::train);
        trainingOutputs = constantLoss.map(c -> both(measured, c)).orElse(measured);
        int window = pipeline.validation().map(Pipeline.Validation::window).orElse(1);
        validation = ofRows(pipeline, Split.VALIDATION, window);
        validationOutputs = outputs(pipeline, Split.VALIDATION, validation::add);
    }

    private static ScoredOutputs both(ScoredOutputs first, ScoredOutputs second) {
        return (batch, weights, firstRow, rows, outputs) -> {
            first.take(batch, weights, firstRow, rows, outputs);
            second.take(batch, weights, firstRow, rows, outputs);
        };
    }

    /** The baselines write over the predictions. */
    private void train(ScoredRows rows) {
        training.add(rows);
        baselines.add(rows);
    }

    private void load(List<Prequential.State> saved) {
        constantLoss.ifPresent(loss -> loss.load(saved));
        baselines.load(saved.stream().filter(state -> !ConstantLoss.isState(state)).toList());
    }

    /** What is measured of at most so many held-out examples. */
    static Measurement ofRows(Pipeline pipeline, Split split, int examples) {
        long rows = (long) examples * pipeline.task().columns();
        return Measurement.ofRows(
                pipeline.task(), pipeline.measures(split), (int) Math.min(Integer.MAX_VALUE, rows));
    }

    /** What reads outputs as what is measured of a split. */
    static ScoredOutputs outputs(Pipeline pipeline, Split split, Consumer<ScoredRows> measured) {
        List<Measure> measures = pipeline.measures(split);
        Task task = pipeline.task();
        TargetKind kind = pipeline.loss().targetKind(pipeline.targetCount());
        return new OutputRows(
                pipeline.loss().outputMeaning(),
                kind,
                new Sequential(pipeline.model()).outFeatures(pipeline.featureCount()),
                Measurement.scores(task, measures),
                measured);
    }

    /** Takes the outputs of training batches, before they are learnt from. */
    ScoredOutputs training() {
        return trainingOutputs;
    }

    /** What training comes to, over the horizon. */
    Figures trainingFigures() {
        return training.figures();
    }

    /**
     * What the baselines come to on the same examples.
     *
     * @param share what the examples since the last report count in the loss
     */
    Map<String, Figures> baselineFigures(double share) {
        Map<String, Figures> figures = new LinkedHashMap<>(baselines.figures());
        double loss = constantLoss.map(c -> c.sum() / share).orElse(Double.NaN);
        if (Double.isFinite(loss)) {
            figures.computeIfPresent(baselines.constant(), (name, of) -> of.with("loss", loss));
        }
        return figures;
    }

    /** A report has gone out. */
    void reported() {
        training.reported();
        baselines.reported();
        constantLoss.ifPresent(ConstantLoss::reported);
    }

    /** Another model is in place: what training came to was of one that is gone. */
    void forgetTraining() {
        training.clear();
        baselines.clear();
        constantLoss.ifPresent(ConstantLoss::clear);
    }

    State state() {
        List<Prequential.State> held = new ArrayList<>(baselines.state());
        constantLoss.flatMap(ConstantLoss::state).ifPresent(held::add);
        return new State(training.state(), held);
    }

    /** An evaluation, which hands its outputs on, with what they come to. */
    Evaluation measured(Function<ScoredOutputs, Evaluation> evaluation) {
        validation.clear();
        return evaluation.apply(validationOutputs).with(validation.figures());
    }

    @Override
    public void close() {
        constantLoss.ifPresent(ConstantLoss::close);
    }
}
