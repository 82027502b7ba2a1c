package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.model.predict.Prediction;
import dev.gradstream.model.predict.Prediction.Classification;
import dev.gradstream.model.predict.Prediction.Regression;
import dev.gradstream.model.predict.Prediction.Several;
import dev.gradstream.model.predict.Predictor;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets of every form from the record to the prediction of the published model. */
class TargetsTest {

    /** Writes the target's fields for a point of the plane. */
    private interface Truth extends BiFunction<Double, Double, String> {}

    private static final class Stream {
        private final Pipeline pipeline;
        private final RecordDecoder decoder;
        private final Example example;
        private final Truth truth;
        private final Random random = new Random(5);
        private long next;

        Stream(Pipeline pipeline, Truth truth) {
            this.pipeline = pipeline;
            this.truth = truth;
            decoder = RecordDecoders.of(pipeline);
            example = new Example(pipeline.featureCount(), pipeline.targetCount());
        }

        MiniBatch next(Split split, int size) {
            MiniBatch batch =
                    new MiniBatch(split, size, pipeline.featureCount(), pipeline.targetCount());
            while (!batch.isFull()) {
                double x = random.nextGaussian();
                double y = random.nextGaussian();
                String record =
                        String.format(
                                Locale.ROOT, "{\"x\":%f,\"y\":%f,%s}", x, y, truth.apply(x, y));
                try {
                    decoder.decode(null, next, record.getBytes(StandardCharsets.UTF_8), example);
                } catch (RefusedRecordException e) {
                    throw new IllegalArgumentException(record, e);
                }
                example.setKey(next);
                example.setOrigin(0, next++);
                batch.add(example);
            }
            return batch;
        }
    }

    private static RecordingOutput train(Pipeline pipeline, Truth truth, int batches) {
        RecordingOutput output = new RecordingOutput();
        Stream stream = new Stream(pipeline, truth);
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            trainer.accept(stream.next(Split.VALIDATION, 100));
            for (int i = 0; i < batches; i++) {
                trainer.accept(stream.next(Split.TRAINING, 16));
            }
            trainer.finish();
        }
        return output;
    }

    private static Prediction predicted(
            Pipeline pipeline, RecordingOutput output, float x, float y) {
        try (Predictor predictor = new Predictor(pipeline, output.lastSnapshot().decode())) {
            return predictor.predict(new float[] {x, y});
        }
    }

    @Test
    void severalLabels() {
        Pipeline pipeline = several("right", "above").loss(new BCEWithLogitsLoss()).build();
        RecordingOutput output =
                train(
                        pipeline,
                        (x, y) ->
                                "\"right\":%d,\"above\":%d".formatted(x > 0 ? 1 : 0, y > 0 ? 1 : 0),
                        200);

        JsonNode validation = output.lastMetrics().get("validation");
        assertThat(validation.get("accuracy").asDouble()).isGreaterThan(0.9);
        Several corner = (Several) predicted(pipeline, output, 2, -2);
        assertThat(((Classification) corner.columns().get("right")).label()).isEqualTo("1");
        assertThat(((Classification) corner.columns().get("above")).label()).isEqualTo("0");
        assertThat(output.lastSnapshot().decode().design().targets())
                .containsExactly("right", "above");
    }

    @Test
    void probabilitiesOfClasses() {
        Pipeline pipeline = several("left", "right").loss(new CrossEntropyLoss()).build();
        RecordingOutput output =
                train(
                        pipeline,
                        (x, y) -> {
                            double right = 1 / (1 + Math.exp(-2 * x));
                            return String.format(
                                    Locale.ROOT, "\"left\":%f,\"right\":%f", 1 - right, right);
                        },
                        400);

        Classification prediction = (Classification) predicted(pipeline, output, 1, 0);
        assertThat(prediction.label()).isEqualTo("right");
        // What was shown were probabilities, and these are what is learnt.
        assertThat(prediction.probability()).isCloseTo(1 / (1 + Math.exp(-2)), within(0.05));
        assertThat(output.lastMetrics().get("validation").get("accuracy").asDouble())
                .isGreaterThan(0.95);
    }

    @Test
    void severalNumbersInTheirOwnUnits() {
        Pipeline pipeline =
                several("price", "share")
                        .loss(new MSELoss())
                        .targetScaling(Scaling.STANDARD)
                        .build();
        RecordingOutput output = train(pipeline, TargetsTest::priceAndShare, 200);

        Several prediction = (Several) predicted(pipeline, output, 1, -1);
        assertThat(((Regression) prediction.columns().get("price")).value())
                .isCloseTo(260_000, within(3_000.0));
        assertThat(((Regression) prediction.columns().get("share")).value())
                .isCloseTo(0.4, within(0.01));
        assertThat(output.lastMetrics().get("validation").has("accuracy")).isFalse();
        assertThat(output.lastMetrics().get("validation").get("loss").asDouble()).isLessThan(0.01);
        ScalerState.Standard statistics =
                (ScalerState.Standard) output.lastSnapshot().decode().scalers().target();
        assertThat(statistics.count()).isEqualTo(200 * 16);
        assertThat(statistics.mean()[0]).isCloseTo(200_000, within(5_000.0));
    }

    private static String priceAndShare(double x, double y) {
        return String.format(
                Locale.ROOT, "\"price\":%f,\"share\":%f", 200_000 + 60_000 * x, 0.5 + 0.1 * y);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.99})
    void aRestoredTrainerGoesOnBitForBit(double fadingFactor) {
        assertSameWhenRestored(Scaling.standard(fadingFactor));
    }

    @Test
    void aRestoredTrainerGoesOnBitForBitByTheRange() {
        assertSameWhenRestored(Scaling.MIN_MAX);
    }

    private static void assertSameWhenRestored(Scaling scaling) {
        Pipeline pipeline =
                several("price", "share")
                        .loss(new MSELoss())
                        .scaling(scaling)
                        .targetScaling(scaling)
                        .earlyStopping(
                                new EarlyStopping(
                                        Metric.VALIDATION_LOSS, 3, 0, true, Action.FREEZE))
                        .build();
        RecordingOutput undisturbed = new RecordingOutput();
        RecordingOutput disturbed = new RecordingOutput();
        Stream stream = new Stream(pipeline, TargetsTest::priceAndShare);
        Trainer whole = Trainer.create(pipeline, Optional.empty(), 1, undisturbed);
        Trainer killed = Trainer.create(pipeline, Optional.empty(), 1, disturbed);
        for (int i = 0; i < 60; i++) {
            MiniBatch batch =
                    stream.next(i % 4 == 0 ? Split.VALIDATION : Split.TRAINING, 5 + i % 7);
            whole.accept(batch);
            if (i % 5 == 3) {
                byte[] state = killed.state();
                killed.close();
                killed = Trainer.restore(pipeline, state, disturbed);
            }
            killed.accept(batch);
            assertThat(killed.state()).isEqualTo(whole.state());
        }
        whole.finish();
        killed.finish();
        assertThat(disturbed.log).isEqualTo(undisturbed.log);
        assertThat(disturbed.lastSnapshot().bytes()).isEqualTo(undisturbed.lastSnapshot().bytes());
        whole.close();
        killed.close();
    }

    /**
     * The spread of a target of noise grows a hundred times while the parameters stay as they are.
     * In the unit of its own time the first model looks ten thousand times as bad as the last; in
     * one unit it is the better one, for its predictions are nearer to the mean.
     */
    @Test
    void theBestModelIsComparedInThePresentUnit() {
        Pipeline pipeline =
                several("price", "share")
                        .loss(new MSELoss())
                        .targetScaling(Scaling.standard(0.9))
                        .optimizer(new Adam(1e-9))
                        .validation(1, 1000)
                        .earlyStopping(
                                new EarlyStopping(
                                        Metric.VALIDATION_LOSS, 1000, 0, true, Action.FREEZE))
                        .build();
        RecordingOutput output = new RecordingOutput();
        Stream calm = new Stream(pipeline, noise(1));
        Stream wild = new Stream(pipeline, noise(100));
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            trainer.accept(wild.next(Split.VALIDATION, 500));
            trainer.accept(calm.next(Split.TRAINING, 200));
            assertThat(lastLoss(output)).isGreaterThan(1_000);
            trainer.accept(wild.next(Split.TRAINING, 200));
            assertThat(lastLoss(output)).isBetween(0.5, 10.0);
        }
        assertThat(output.signals("improved")).hasSize(1);
    }

    private static Truth noise(double spread) {
        Random random = new Random(8);
        return (x, y) ->
                String.format(
                        Locale.ROOT,
                        "\"price\":%f,\"share\":%f",
                        spread * random.nextGaussian(),
                        spread * random.nextGaussian());
    }

    private static double lastLoss(RecordingOutput output) {
        return output.lastMetrics().get("validation").get("loss").asDouble();
    }

    private static PipelineFixture several(String... columns) {
        return new PipelineFixture()
                .classes()
                .target(columns)
                .model(new Linear(2))
                .optimizer(new Adam(0.03));
    }
}
