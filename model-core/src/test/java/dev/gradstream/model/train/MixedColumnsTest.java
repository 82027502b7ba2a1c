package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.model.predict.Prediction;
import dev.gradstream.model.predict.Prediction.Classification;
import dev.gradstream.model.predict.Prediction.Regression;
import dev.gradstream.model.predict.Prediction.Several;
import dev.gradstream.model.predict.Predictor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From records with categories and gaps to a model, its state and its snapshot. */
class MixedColumnsTest {
    private static final String FILE =
            """
            name: pets
            kafka: {bootstrap.servers: "localhost:9092"}
            features:
              scaling: standard
              missing: {indicator: mean}
              columns:
                - user.age
                - {name: job, type: categorical, encoding: one_hot, categories: [nurse, clown], unknown: slot}
                - {name: city, type: categorical, encoding: hash, buckets: 4}
            target: {column: side, classes: [left, right]}
            model: [Linear: {out_features: 1}]
            loss: BCEWithLogitsLoss
            optimizer: {Adam: {lr: 0.05}}
            validation: {fraction: 0.2, every: 10 batches, window: 50}
            snapshots: {every: 1000 batches}
            """;

    private Pipeline pipeline;
    private RecordDecoder decoder;
    private Example example;

    @BeforeEach
    void useTwoClasses() {
        use(FILE);
    }

    private void use(String file) {
        pipeline = pipeline(file);
        decoder = RecordDecoders.of(pipeline);
        example = new Example(pipeline.featureCount(), pipeline.targetCount());
    }

    private static Pipeline pipeline(String file) {
        try {
            return PipelineFile.parse(file, "pets.yaml", Map.of());
        } catch (InvalidPipelineException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Targets that are members of an object, in the unit of the records. */
    @ParameterizedTest
    @ValueSource(strings = {"standard", "min_max"})
    void severalScaledTargetsArePredictedInTheirUnit(String scaling) throws RefusedRecordException {
        use(severalTargets(scaling));
        RecordingOutput output = new RecordingOutput();
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            train(trainer, batch(), 0, 4000);
            trainer.finish();
        }
        var snapshot = output.lastSnapshot().decode();
        assertThat(snapshot.design().targets()).containsExactly("at.x", "at.y");
        try (Predictor predictor = new Predictor(pipeline, snapshot)) {
            assertThat(numbers(predictor, "{\"job\":\"clown\""))
                    .satisfiesExactly(x -> isNear(x, 7), y -> isNear(y, 100));
            assertThat(numbers(predictor, "{\"job\":\"nurse\",\"user\":null"))
                    .satisfiesExactly(x -> isNear(x, 7), y -> isNear(y, -100));
        }
    }

    private static void isNear(double number, double wanted) {
        assertThat(number).isCloseTo(wanted, within(10d));
    }

    @Test
    void learnsFromCategoriesAndGaps() throws RefusedRecordException {
        RecordingOutput output = new RecordingOutput();
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, output)) {
            train(trainer, batch(), 0, 4000);
            trainer.finish();
        }
        var snapshot = output.lastSnapshot().decode();
        assertThat(snapshot.columns())
                .containsExactly(
                        "user.age",
                        "user.age is missing",
                        "job=nurse",
                        "job=clown",
                        "job=(unknown)",
                        "hash(city)[4]");
        ScalerState.Standard scaler = (ScalerState.Standard) snapshot.scalers().features();
        assertThat(scaler.count() - scaler.seen()[0]).isBetween(560d, 720d);
        try (Predictor predictor = new Predictor(pipeline, snapshot)) {
            assertThat(label(predictor, "{\"job\":\"clown\"")).isEqualTo("right");
            assertThat(label(predictor, "{\"job\":\"nurse\",\"user\":null")).isEqualTo("left");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "standard", "{standard: {fading_factor: 0.999}}", "min_max"})
    void goesOnFromItsStateBitForBitUnderAnyScaling(String scaling) throws RefusedRecordException {
        assertGoesOn(FILE.replace("scaling: standard", "scaling: " + scaling));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "standard", "min_max"})
    void severalScaledTargetsGoOnBesideGaps(String scaling) throws RefusedRecordException {
        assertGoesOn(severalTargets(scaling));
    }

    private static String severalTargets(String scaling) {
        return FILE.replace("scaling: standard", "scaling: min_max")
                .replace(
                        "{column: side, classes: [left, right]}",
                        "{columns: [at.x, at.y], scaling: " + scaling + "}")
                .replace("out_features: 1", "out_features: 2")
                .replace("BCEWithLogitsLoss", "MSELoss");
    }

    private void assertGoesOn(String file) throws RefusedRecordException {
        use(file);
        RecordingOutput whole = new RecordingOutput();
        RecordingOutput halves = new RecordingOutput();
        MiniBatch waiting = batch();
        byte[] state;
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, whole)) {
            train(trainer, batch(), 0, 2000);
            trainer.finish();
        }
        try (Trainer trainer = Trainer.create(pipeline, Optional.empty(), 1, halves)) {
            train(trainer, waiting, 0, 1000);
            state = trainer.state();
        }
        try (Trainer trainer = Trainer.restore(pipeline, state, halves)) {
            train(trainer, waiting, 1000, 2000);
            trainer.finish();
        }
        assertThat(halves.log).isEqualTo(whole.log);
        assertThat(halves.lastSnapshot().bytes()).isEqualTo(whole.lastSnapshot().bytes());
    }

    private MiniBatch batch() {
        return new MiniBatch(Split.TRAINING, 10, pipeline.featureCount(), pipeline.targetCount());
    }

    private List<Double> numbers(Predictor predictor, String start) throws RefusedRecordException {
        decoder.decode(null, 0, bytes(start + ",\"at\":{\"x\":0,\"y\":0}}"), example);
        Several several = (Several) predictor.predict(example.features());
        return several.columns().values().stream()
                .map(number -> ((Regression) number).value())
                .toList();
    }

    private String label(Predictor predictor, String start) throws RefusedRecordException {
        decoder.decode(null, 0, bytes(start + ",\"side\":\"left\"}"), example);
        Prediction prediction = predictor.predict(example.features());
        return ((Classification) prediction).label();
    }

    /** Clowns stand on the right, nurses on the left; a fifth has no age. */
    private void train(Trainer trainer, MiniBatch training, int from, int to)
            throws RefusedRecordException {
        HoldOut holdOut = new HoldOut(0.2);
        MiniBatch heldOut =
                new MiniBatch(Split.VALIDATION, 1, pipeline.featureCount(), pipeline.targetCount());
        for (int i = from; i < to; i++) {
            Random random = new Random(i * 0x9E3779B97F4A7C15L);
            boolean clown = random.nextBoolean();
            String age =
                    random.nextInt(5) == 0 ? "" : "\"user\":{\"age\":" + random.nextInt(90) + "},";
            String record =
                    "{%s\"job\":\"%s\",\"city\":\"%d\",\"side\":\"%s\",\"at\":{\"y\":%d,\"x\":7}}"
                            .formatted(
                                    age,
                                    clown ? "clown" : "nurse",
                                    random.nextInt(20),
                                    clown ? "right" : "left",
                                    clown ? 100 : -100);
            decoder.decode(bytes("" + i), i, bytes(record), example);
            MiniBatch batch = holdOut.holdsOut(example.key()) ? heldOut : training;
            batch.add(example);
            if (batch.isFull()) {
                trainer.accept(batch);
                batch.clear();
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
