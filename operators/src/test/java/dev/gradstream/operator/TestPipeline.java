package dev.gradstream.operator;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.pipeline.Features;
import dev.gradstream.model.pipeline.Features.Format;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.Snapshots;
import dev.gradstream.model.pipeline.Pipeline.Snapshots.Delivery;
import dev.gradstream.model.pipeline.Pipeline.Topics;
import dev.gradstream.model.pipeline.Pipeline.Training;
import dev.gradstream.model.pipeline.Pipeline.Validation;
import dev.gradstream.model.pipeline.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small pipeline of CSV records {@code id,a,b,label}, with what differs from test to test.
 *
 * @param holdOut fraction held out, 0 for none
 */
public record TestPipeline(
        int batchSize, long batchTimeoutMillis, double holdOut, int keep, boolean stops)
        implements PipelineSupplier {

    /** Batches of so many rows, nothing held out, no timeout. */
    public static TestPipeline ofBatches(int rows) {
        return new TestPipeline(rows, 0, 0, 3, false);
    }

    public TestPipeline withTimeout(long millis) {
        return new TestPipeline(batchSize, millis, holdOut, keep, stops);
    }

    public TestPipeline withHoldOut(double fraction) {
        return new TestPipeline(batchSize, batchTimeoutMillis, fraction, keep, stops);
    }

    public TestPipeline withKeep(int versions) {
        return new TestPipeline(batchSize, batchTimeoutMillis, holdOut, versions, stops);
    }

    /** Ends the job as soon as patience ends. */
    public TestPipeline stopping() {
        return new TestPipeline(batchSize, batchTimeoutMillis, holdOut, keep, true);
    }

    @Override
    public Pipeline get() {
        return new Pipeline(
                "toy",
                Map.of("bootstrap.servers", "localhost:9092"),
                new Topics(
                        "toy.features",
                        "toy.snapshots",
                        "toy.metrics",
                        "toy.signals",
                        "toy.dead-letters"),
                new Features(
                        Format.CSV,
                        Optional.of("id"),
                        Optional.empty(),
                        List.of(new NumericColumn("a"), new NumericColumn("b")),
                        Scaling.NONE),
                new Target("label", List.of("no", "yes")),
                Optional.empty(),
                List.of(new Linear(1, true)),
                new BCEWithLogitsLoss(),
                Optimization.of(new SGD(0.1)),
                List.of(),
                1,
                new Training(batchSize, batchTimeoutMillis),
                holdOut > 0 ? Optional.of(new Validation(holdOut, 1, 100)) : Optional.empty(),
                Optional.empty(),
                stops ? Optional.of(earlyStopping()) : Optional.empty(),
                new Snapshots(1, Delivery.EXACTLY_ONCE, keep));
    }

    private static EarlyStopping earlyStopping() {
        // No step gets better by a thousand, so patience ends with the first evaluation.
        return new EarlyStopping(
                EarlyStopping.Metric.VALIDATION_LOSS, 1, 1000, true, EarlyStopping.Action.STOP);
    }
}
