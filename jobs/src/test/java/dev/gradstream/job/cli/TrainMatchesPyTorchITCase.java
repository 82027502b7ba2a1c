package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.snapshot.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The command that a user types learns what PyTorch's own loop learns: same start, order, batches
 * and optimizer. The golden files are made by {@code src/test/python/train_golden.py}.
 */
final class TrainMatchesPyTorchITCase {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/train");
    private static final Path EXAMPLE = Path.of("../examples/breast-cancer/pipeline.yaml");
    private static final Path DATA =
            Path.of("src/main/resources/dev/gradstream/job/demo/breast-cancer.csv");
    private static final double RELATIVE_ERROR = 1e-4;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sgd.safetensors  | {SGD: {lr: 0.05, momentum: 0.9}}",
                "adam.safetensors | {Adam: {lr: 0.01}}"
            })
    void threeEpochsGiveTheSameParameters(String golden, String optimizer) throws Exception {
        Path out = folder.resolve("out.safetensors");

        CommandRun run =
                CommandRun.of(
                        "train",
                        "-f",
                        pipeline(optimizer).toString(),
                        "--embedded",
                        "--data",
                        DATA.toString(),
                        "--epochs",
                        "3",
                        "--shuffle",
                        "11",
                        "--init",
                        GOLDEN.resolve("init.safetensors").toString(),
                        "--out",
                        out.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        List<Parameter> expected = parameters(GOLDEN.resolve(golden));
        List<Parameter> learnt = parameters(out);
        assertThat(learnt)
                .extracting(Parameter::name)
                .containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
        for (int i = 0; i < expected.size(); i++) {
            assertThat(learnt.get(i).shape()).isEqualTo(expected.get(i).shape());
            assertThat(relativeError(learnt.get(i).values(), expected.get(i).values()))
                    .as(learnt.get(i).name())
                    .isCloseTo(0, within(RELATIVE_ERROR));
        }
    }

    /** The example, with nothing held out and another optimizer. */
    private Path pipeline(String optimizer) throws IOException {
        String text =
                Files.readString(EXAMPLE)
                        .replaceFirst("(?m)^optimizer: .*$", "optimizer: " + optimizer)
                        .replaceFirst("(?m)^validation: .*$", "")
                        .replaceFirst("(?m)^early_stopping: .*$", "");
        return Files.writeString(folder.resolve("pipeline.yaml"), text);
    }

    private static List<Parameter> parameters(Path file) throws IOException {
        return SafeTensors.decode(Files.readAllBytes(file)).parameters().parameters();
    }

    /** The norm of the difference, by the norm of what was expected. */
    private static double relativeError(float[] actual, float[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - (double) expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / norm);
    }
}
