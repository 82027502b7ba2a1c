package dev.gradstream.model.train;

import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.eval.measure.Horizon;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.pipeline.Features;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Target;
import dev.gradstream.model.pipeline.Weighting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines for tests: two columns, two classes, a small network, until told otherwise. */
public final class PipelineFixture {
    private List<String> columns = List.of("x", "y");
    private Optional<String> key = Optional.empty();
    private List<String> targets = List.of("side");
    private Scaling targetScaling = Scaling.NONE;
    private List<String> classes = List.of("left", "right");
    private List<Layer> model = List.of(new Linear(8, true), new ReLU(), new Linear(1, true));
    private Loss loss = new BCEWithLogitsLoss();
    private Optimization optimization = Optimization.of(new Adam(0.01));
    private Scaling scaling = Scaling.STANDARD;
    private Optional<Pipeline.Validation> validation =
            Optional.of(new Pipeline.Validation(0.2, 5, 100));
    private Optional<Pipeline.Test> test = Optional.empty();
    private Optional<Pipeline.EarlyStopping> earlyStopping = Optional.empty();
    private Pipeline.Training training = new Pipeline.Training(16, 0);
    private int snapshotEvery = 10;

    /** The class's number as a number to predict. */
    public PipelineFixture regression() {
        return classes().loss(new MSELoss());
    }

    public PipelineFixture columns(String... names) {
        columns = List.of(names);
        return this;
    }

    public PipelineFixture key(String column) {
        key = Optional.of(column);
        return this;
    }

    public PipelineFixture validation(double fraction, int everyBatches, int window) {
        validation = Optional.of(new Pipeline.Validation(fraction, everyBatches, window));
        return this;
    }

    public PipelineFixture target(String... columns) {
        targets = List.of(columns);
        return this;
    }

    public PipelineFixture targetScaling(Scaling kind) {
        targetScaling = kind;
        return this;
    }

    public PipelineFixture classes(String... names) {
        classes = List.of(names);
        return this;
    }

    public PipelineFixture model(Layer... layers) {
        model = List.of(layers);
        return this;
    }

    public PipelineFixture loss(Loss function) {
        loss = function;
        return this;
    }

    public PipelineFixture optimizer(Optimizer rule) {
        return optimization(Optimization.of(rule));
    }

    public PipelineFixture optimization(Optimization rules) {
        optimization = rules;
        return this;
    }

    public PipelineFixture scaling(Scaling kind) {
        scaling = kind;
        return this;
    }

    public PipelineFixture validation(int everyBatches, int window) {
        validation = Optional.of(new Pipeline.Validation(0.2, everyBatches, window));
        return this;
    }

    public PipelineFixture validation(HoldOutRule by, int everyBatches, int window) {
        validation = Optional.of(new Pipeline.Validation(by, everyBatches, window, List.of()));
        return this;
    }

    public PipelineFixture test(HoldOutRule by, int window) {
        test = Optional.of(new Pipeline.Test(by, window, List.of()));
        return this;
    }

    /** What examples count. */
    public PipelineFixture weighting(Weighting weighting) {
        training =
                new Pipeline.Training(
                        training.batchSize(),
                        training.batchTimeoutMillis(),
                        training.measures(),
                        training.horizon(),
                        weighting);
        return this;
    }

    public PipelineFixture noValidation() {
        validation = Optional.empty();
        return this;
    }

    public PipelineFixture earlyStopping(Pipeline.EarlyStopping rule) {
        earlyStopping = Optional.of(rule);
        return this;
    }

    /** What is measured of training, and over which examples. */
    public PipelineFixture trainingMetrics(Horizon horizon, Measure... measures) {
        training = new Pipeline.Training(16, 0, List.of(measures), horizon);
        return this;
    }

    /** What is measured of the hold-out. */
    public PipelineFixture validationMetrics(Measure... measures) {
        validation =
                validation.map(
                        v ->
                                new Pipeline.Validation(
                                        v.by(), v.everyBatches(), v.window(), List.of(measures)));
        return this;
    }

    public PipelineFixture snapshotEvery(int batches) {
        snapshotEvery = batches;
        return this;
    }

    public Pipeline build() {
        return new Pipeline(
                "blobs",
                Map.of(),
                new Pipeline.Topics(
                        "blobs.features",
                        "blobs.snapshots",
                        "blobs.metrics",
                        "blobs.signals",
                        "blobs.dead-letters"),
                new Features(
                        Features.Format.JSON,
                        key,
                        Optional.empty(),
                        columns.stream().<Column>map(NumericColumn::new).toList(),
                        scaling),
                new Target(targets, classes, targetScaling),
                Optional.empty(),
                model,
                loss,
                optimization,
                List.of(),
                1337,
                training,
                validation,
                test,
                earlyStopping,
                new Pipeline.Snapshots(snapshotEvery, Pipeline.Snapshots.Delivery.EXACTLY_ONCE, 3));
    }
}
