package dev.gradstream.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.job.run.TrainingInput;
import dev.gradstream.job.run.TrainingOutcome;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each example's published model reaches what its README says, on rows that training never met:
 * streamed through a real broker, learnt by a real cluster.
 */
final class ExamplesITCase {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final OptionalLong SHUFFLE = OptionalLong.of(1337);

    private static EmbeddedKafka kafka;

    @TempDir private Path folder;

    @BeforeAll
    static void startBroker() throws IOException {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource({"iris, 30, 0.95", "wine, 36, 0.95", "digits, 360, 0.96"})
    void aClassifierReachesItsKnownAccuracy(String name, int examples, double accuracy)
            throws Exception {
        Confusion confusion = (Confusion) demonstrate(name);

        assertThat(confusion.total()).isEqualTo(examples);
        assertThat(confusion.accuracy()).as(confusion.toString()).isGreaterThanOrEqualTo(accuracy);
    }

    @Test
    void theRegressionReachesItsKnownShareOfTheVariance() throws Exception {
        Residuals residuals = (Residuals) demonstrate("diabetes");

        assertThat(residuals.total()).isEqualTo(89);
        assertThat(residuals.r2()).isGreaterThanOrEqualTo(0.45);
        assertThat(residuals.rmse()).isBetween(40.0, 60.0);
    }

    @Test
    void fineTuningLearnsOtherDigitsOnALayerThatKeepsItsBits() throws Exception {
        byte[] pretrained =
                train("fine-tuning/pretrain.yaml", "fine-tuning/0-4.csv", 5, Optional.empty());
        byte[] tuned =
                train(
                        "fine-tuning/pipeline.yaml",
                        "fine-tuning/5-9.csv",
                        30,
                        Optional.of(pretrained));

        Snapshot before = SafeTensors.decode(pretrained);
        Snapshot after = SafeTensors.decode(tuned);
        for (String frozen : new String[] {"0.weight", "0.bias"}) {
            assertThat(values(after, frozen)).as(frozen).isEqualTo(values(before, frozen));
        }
        assertThat(values(after, "2.weight")).isNotEqualTo(values(before, "2.weight"));
        assertThat(accuracyOnFiveToNine(before)).isLessThan(0.05);
        assertThat(accuracyOnFiveToNine(after)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void theLossOfOneBatchGoesToZero() throws Exception {
        byte[] learnt =
                train("one-batch/pipeline.yaml", "one-batch/batch.csv", 300, Optional.empty());

        assertThat(SafeTensors.decode(learnt).metrics().get("training.loss")).isLessThan(1e-3);
    }

    private TestResult demonstrate(String name) throws Exception {
        Demonstration demonstration = Demonstration.named(name).orElseThrow();
        byte[] published =
                train(
                        name + "/pipeline.yaml",
                        name + "/train.csv",
                        demonstration.epochs(),
                        Optional.empty());
        return test(name + "/pipeline.yaml", name + "/test.csv", SafeTensors.decode(published));
    }

    private double accuracyOnFiveToNine(Snapshot model) throws Exception {
        TestResult result = test("fine-tuning/pipeline.yaml", "fine-tuning/5-9-test.csv", model);
        return ((Confusion) result).accuracy();
    }

    /** The published model, as safetensors. */
    private byte[] train(String file, String data, int epochs, Optional<byte[]> init)
            throws Exception {
        PipelineText text = PipelineText.read(EXAMPLES.resolve(file)).at(kafka.bootstrapServers());
        Replay replay = new Replay(epochs, SHUFFLE);
        TrainingInput input =
                TrainingInput.replay(
                        replay,
                        Replay.Rows.of(ShippedRows.read(text.get(), EXAMPLES.resolve(data))));
        Path work = Files.createTempDirectory(folder, "training");
        try (LocalTraining training = new LocalTraining(text, new QuietListener())) {
            TrainingOutcome outcome = training.run(input, init, work);
            assertThat(outcome.refusals().count()).isZero();
            return outcome.snapshot().orElseThrow().bytes();
        }
    }

    private static TestResult test(String file, String data, Snapshot model) throws Exception {
        Pipeline pipeline = PipelineText.read(EXAMPLES.resolve(file)).get();
        return TestResult.of(pipeline, model, ShippedRows.read(pipeline, EXAMPLES.resolve(data)));
    }

    private static float[] values(Snapshot model, String name) {
        return model.parameters().get(name).map(Parameter::values).orElseThrow();
    }
}
