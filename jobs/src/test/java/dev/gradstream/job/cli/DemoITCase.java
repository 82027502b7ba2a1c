package dev.gradstream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.snapshot.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demonstration keeps its word, whatever rows are kept for the test. */
final class DemoITCase {
    private static final Pattern ACCURACY =
            Pattern.compile("Test accuracy ([01]\\.\\d{4}) on 114 tumours");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 1337})
    void itLearnsToTellTumoursApart(long seed) throws Exception {
        Path out = folder.resolve("model.safetensors");

        CommandRun run = CommandRun.of("demo", "--seed", seed + "", "--out", out.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        Matcher accuracy = ACCURACY.matcher(run.out());
        assertThat(accuracy.find()).as(run.out()).isTrue();
        assertThat(Double.parseDouble(accuracy.group(1))).isGreaterThanOrEqualTo(0.95);
        assertThat(run.out())
                .contains(
                        "Watch it learn at http://localhost:",
                        "refused    0 records",
                        "predicted",
                        "./gradstream demo breast-cancer --ui",
                        "hold-out");
        assertThat(SafeTensors.decode(Files.readAllBytes(out)).classes())
                .containsExactly("benign", "malignant");
    }

    @Test
    void itPredictsNumbers() throws Exception {
        Path out = folder.resolve("model.safetensors");

        CommandRun run = CommandRun.of("demo", "diabetes", "--out", out.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("epochs of 353 patients through topic diabetes.features; 89 more")
                .containsPattern("Test R² 0\\.[45]\\d{3} on 89 patients that it has never seen:")
                .containsPattern("RMSE +5\\d\\.\\d{4}")
                .doesNotContain("predicted");
        assertThat(SafeTensors.decode(Files.readAllBytes(out)).classes()).isEmpty();
    }
}
