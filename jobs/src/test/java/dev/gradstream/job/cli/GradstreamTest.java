package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GradstreamTest {
    @TempDir private Path folder;

    @Test
    void helpNamesTheCommandsAndTheExitStatus() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("check", "--debug", "--version", "2   wrong usage");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theVersionIsTheBuilds() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).matches("gradstream \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\s+");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        CommandRun run = CommandRun.of("check", "--colour");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("--file", "see gradstream check --help");
    }

    @Test
    void aMisspeltOptionIsAnsweredWithTheNearest() {
        CommandRun run = CommandRun.of("train", "--file", "p.yaml", "--metrics-hots=::1");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err())
                .contains(
                        "'--metrics-hots=::1'; did you mean --metrics-host? See gradstream train");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        CommandRun run = CommandRun.of("chekc");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("chekc", "; did you mean check? See gradstream --help");
    }

    @Test
    void aWordThatIsLikeNoCommandIsAnsweredWithNone() {
        assertThat(CommandRun.of("help").err()).contains("'help'; see gradstream --help");
    }

    @Test
    void noCommandIsWrongUsage() {
        CommandRun run = CommandRun.of();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("see gradstream --help");
    }

    @Test
    void anAbsentPipelineFileIsOneSentence() {
        Path absent = folder.resolve("absent.yaml");

        CommandRun run = CommandRun.of("check", "-f", absent.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines(absent + ": no such pipeline file");
    }

    @Test
    void theStackTraceIsForDebug() {
        CommandRun run = CommandRun.of("check", "--debug", "-f", folder.resolve("no").toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no such pipeline file", "\tat dev.gradstream");
    }

    @Test
    void everyProblemOfAPipelineFileIsALine() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "name: 7\nmodle: []\n");

        CommandRun run = CommandRun.of("check", "-f", file.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.startsWith(file + ":"));
    }

    @Test
    void saysHowToSendToAnEmbeddedBroker() {
        assertThat(TrainCommand.howToSend("localhost:4321", "pets.features", Path.of("pets.yaml")))
                .contains("topic pets.features")
                .endsWith(
                        "KAFKA_BOOTSTRAP_SERVERS=localhost:4321 ./gradstream produce -f pets.yaml"
                                + " --data CSV");
    }

    @Test
    void theExampleIsSound() {
        Path example = Path.of("..", "examples", "breast-cancer", "pipeline.yaml");

        CommandRun run = CommandRun.of("check", "-f", example.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("breast-cancer", "30 values", "0 (Linear)", "Total params: ")
                .doesNotContain("warning");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boston-housing/pipeline.yaml",
                "clicks/pipeline.yaml",
                "diabetes/pipeline.yaml",
                "digits/pipeline.yaml",
                "drift/pipeline.yaml",
                "fashion-mnist/pipeline.yaml",
                "fine-tuning/pretrain.yaml",
                "fine-tuning/pipeline.yaml",
                "iris/pipeline.yaml",
                "one-batch/pipeline.yaml",
                "salaries/pipeline.yaml",
                "wine/pipeline.yaml",
                "zoo/pipeline.yaml"
            })
    void everyOtherExampleIsSoundToo(String file) {
        Path example = Path.of("..", "examples").resolve(file);

        CommandRun run = CommandRun.of("check", "-f", example.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Total params: ").doesNotContain("warning");
    }

    @Test
    void whatIsMostLikelyAMistakeIsWarnedOf() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("odd.yaml"),
                        """
                        name: pets
                        kafka: {bootstrap.servers: "localhost:9092"}
                        features: {columns: [width, height]}
                        target: {column: kind, classes: [cat, dog]}
                        model: [Linear: {out_features: 1}, Sigmoid]
                        loss: BCEWithLogitsLoss
                        optimizer: SGD
                        """);

        CommandRun run = CommandRun.of("check", "-f", file.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("warning: BCEWithLogitsLoss takes logits");
    }

    @Test
    void optionsOutOfRangeAreWrongUsage() {
        assertWrongUsage("--epochs", "produce", "-f", "x", "--data", "y", "--epochs", "0");
        assertWrongUsage("--rate", "produce", "-f", "x", "--data", "y", "--rate", "-1");
        assertWrongUsage("--data", "train", "-f", "x", "--epochs", "3");
        assertWrongUsage("--data or --generator", "produce", "-f", "x");
        assertWrongUsage("breast-cancer", "demo", "titanic");
        assertWrongUsage("dead-letters", "tail", "-f", "x", "deadletters");
    }

    @Test
    void whatDoesNotGoTogetherIsWrongUsage() {
        assertGeneratorRefused("--data and --generator do not go together", "sea", "--data", "y");
        assertGeneratorRefused("about a file", "sea", "--epochs", "2");
        assertGeneratorRefused("about a file", "sea", "--shuffle", "2");
        assertGeneratorRefused("the generator sea has no --speed", "sea", "--speed", "1");
        assertGeneratorRefused("the generator clicks has no --noise", "clicks", "--noise", "0.1");
        assertGeneratorRefused("numbers from 1 to 4", "sine", "--concepts", "5");
        assertGeneratorRefused("positions must rise", "sea", "--drift-at", "9,5");
        assertGeneratorRefused("--noise must be from 0 to 1", "sea", "--noise", "2");
        assertGeneratorRefused("--records must be at least 1", "sea", "--records", "0");
        assertGeneratorRefused(
                "one for each of the 9 classes", "rbf", "--classes=9", "--centroids=5");
        assertGeneratorRefused("HYPERPLANE", "moa");
        assertWrongUsage("--generator", "produce", "-f", "x", "--data", "y", "--noise", "0.1");
        assertWrongUsage("--records", "train", "-f", "x", "--generator", "sea");
        assertWrongUsage("--records", "train", "-f", "x", "--generator", "clicks");
        assertWrongUsage("--labels", "train", "-f", "x", "--labels", "y");
    }

    private static void assertGeneratorRefused(String named, String generator, String... options) {
        List<String> arguments = new ArrayList<>(List.of("produce", "-f", "x", "--generator"));
        arguments.add(generator);
        arguments.addAll(List.of(options));
        assertWrongUsage(named, arguments.toArray(new String[0]));
    }

    /** Rows in another order are other series. */
    @Test
    void seriesAreNotShuffled() {
        String file = Path.of("..", "examples", "electricity", "pipeline.yaml").toString();
        assertWrongUsage("series", "produce", "-f", file, "--data", "y", "--shuffle", "1");
        assertWrongUsage("series", "train", "-f", file, "--data", "y", "--shuffle", "1");
    }

    @Test
    void namesTellOfWhichRecordAValueIs() {
        Path example = Path.of("..", "examples", "electricity", "pipeline.yaml");

        CommandRun run = CommandRun.of("check", "-f", example.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("nswprice, nswdemand", "nswprice@t-48", "class=UP@t-1")
                .doesNotContain("class=UP,");
    }

    @Test
    void labelsAreAskedForWhereTheyHaveATopicOfTheirOwn() {
        String clicks = Path.of("..", "examples", "clicks", "pipeline.yaml").toString();
        String iris = Path.of("..", "examples", "iris", "pipeline.yaml").toString();
        assertWrongUsage("by --labels", "train", "-f", clicks, "--data", "y");
        assertWrongUsage("--labels goes with --data", "train", "-f", clicks, "--labels", "y");
        Path csv = Path.of("..", "examples", "iris", "train.csv");
        CommandRun run =
                CommandRun.of("train", "-f", iris, "--data", csv.toString(), "--labels", "y");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("--labels is for those, or for a pipeline that has labels");
        assertWrongUsage(
                "--epochs and --shuffle are not for",
                "train",
                "-f",
                clicks,
                "--data",
                "x",
                "--labels",
                "y",
                "--epochs",
                "2");
    }

    private static void assertWrongUsage(String named, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(named);
    }
}
