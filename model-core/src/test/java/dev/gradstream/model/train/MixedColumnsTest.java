package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.model.predict.Prediction;
import dev.gradstream.model.predict.Prediction.Classification;
import dev.gradstream.model.predict.Predictor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

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

    private final Pipeline pipeline = pipeline();
    private final RecordDecoder decoder = RecordDecoders.of(pipeline);
    private final Example example = new Example(pipeline.featureCount(), 1);

    private static Pipeline pipeline() {
        try {
            return PipelineFile.parse(FILE, "pets.yaml", Map.of());
        } catch (InvalidPipelineException e) {
            throw new IllegalStateException(e);
        }
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
        assertThat(snapshot.scaler().absent()[0]).isBetween(560d, 720d);
        try (Predictor predictor = new Predictor(pipeline, snapshot)) {
            assertThat(label(predictor, "{\"job\":\"clown\"")).isEqualTo("right");
            assertThat(label(predictor, "{\"job\":\"nurse\",\"user\":null")).isEqualTo("left");
        }
    }

    @Test
    void goesOnFromItsStateBitForBit() throws RefusedRecordException {
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
        return new MiniBatch(Split.TRAINING, 10, pipeline.featureCount(), 1);
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
        MiniBatch heldOut = new MiniBatch(Split.VALIDATION, 1, pipeline.featureCount(), 1);
        for (int i = from; i < to; i++) {
            Random random = new Random(i * 0x9E3779B97F4A7C15L);
            boolean clown = random.nextBoolean();
            String age =
                    random.nextInt(5) == 0 ? "" : "\"user\":{\"age\":" + random.nextInt(90) + "},";
            String record =
                    "{%s\"job\":\"%s\",\"city\":\"%d\",\"side\":\"%s\"}"
                            .formatted(
                                    age,
                                    clown ? "clown" : "nurse",
                                    random.nextInt(20),
                                    clown ? "right" : "left");
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
