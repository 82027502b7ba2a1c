package dev.gradstream.model.train;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.HoldOutWindow;
import dev.gradstream.model.eval.measure.Measurement;
import dev.gradstream.model.learn.Evaluation;
import dev.gradstream.model.learn.ScoredOutputs;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.Optional;

/** The examples that published versions are tested on, and that nothing is chosen by. */
final class ModelTest {
    private final Pipeline pipeline;
    private final HoldOutWindow window;
    private final Measurement measurement;
    private final ScoredOutputs outputs;

    private ModelTest(Pipeline pipeline, HoldOutWindow window) {
        this.pipeline = pipeline;
        this.window = window;
        measurement = ModelMeasures.ofRows(pipeline, Split.TEST, window.capacity());
        outputs = ModelMeasures.outputs(pipeline, Split.TEST, measurement::add);
    }

    /** The test of a pipeline file, if it wants one; it goes on from the rows of a saved one. */
    static Optional<ModelTest> of(Pipeline pipeline, Optional<HeldOutRows> saved) {
        return pipeline.test()
                .map(
                        test ->
                                new ModelTest(
                                        pipeline,
                                        HeldOutRows.window(
                                                pipeline, Split.TEST, test.window(), saved)));
    }

    /** Takes in every row of a batch. */
    void take(MiniBatch batch) {
        window.take(batch);
    }

    /** How well a model does; empty while there is nothing to test it on. */
    Optional<Evaluation> of(LearntModel model) {
        window.takeChange();
        if (window.isEmpty()) {
            return Optional.empty();
        }
        measurement.clear();
        Evaluation evaluation = model.evaluate(window.rows(), outputs);
        return Optional.of(evaluation.with(measurement.figures()));
    }

    /** Whether rows have come since the last test. */
    boolean hasChanged() {
        return window.hasChanged();
    }

    HeldOutRows rows() {
        return HeldOutRows.of(pipeline, Split.TEST, window);
    }
}
