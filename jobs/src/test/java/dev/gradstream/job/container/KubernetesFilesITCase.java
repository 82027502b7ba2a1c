package dev.gradstream.job.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradstream.job.RootPom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Kubernetes files against the schemas of Kubernetes, the Flink operator and the Prometheus
 * operator, which npm's packages bring; skipped where there is no npm that can fetch them.
 */
final class KubernetesFilesITCase {
    private static final Path CHECK = Path.of("src/test/kubernetes");
    private static final Path FILE =
            RootPom.ROOT.resolve("docker/kubernetes/gradstream.yaml").toAbsolutePath().normalize();

    @TempDir private static Path folder;

    private static String missing = "";

    @BeforeAll
    static void fetchSchemas() throws Exception {
        if (!Command.exists("node") || !Command.exists("npm")) {
            missing = "no npm is here to fetch the schemas";
            return;
        }
        for (String file : List.of("package.json", "check.mjs")) {
            Files.copy(CHECK.resolve(file), folder.resolve(file));
        }
        Command.Result fetched =
                Command.run(folder, List.of("npm", "install", "--no-package-lock", "--silent"));
        if (fetched.status() != 0) {
            missing = "npm cannot fetch the schemas: " + fetched.output();
        }
    }

    /** Each test says why; an assumption before all would leave them out without a word. */
    @BeforeEach
    void schemasAreThere() {
        assumeTrue(missing.isEmpty(), missing);
    }

    @Test
    void everyObjectIsRight() throws Exception {
        Command.Result checked = check(FILE);

        assertThat(checked.status()).as(checked.output()).isZero();
        assertThat(checked.output().lines())
                .containsExactly(
                        "v1 ConfigMap breast-cancer-pipeline checked",
                        "v1 PersistentVolumeClaim breast-cancer-state checked",
                        "flink.apache.org/v1beta1 FlinkDeployment breast-cancer checked",
                        "monitoring.coreos.com/v1 PodMonitor breast-cancer checked");
    }

    @Test
    void aWrongValueIsFound() throws Exception {
        assertThat(with("parallelism: 1", "parallelism: one").output())
                .contains("/spec/job/parallelism must be integer");
    }

    @Test
    void aKeyThatTheOperatorDoesNotKnowIsFound() throws Exception {
        assertThat(with("jarURI:", "jarUri:").output()).contains("jarUri");
    }

    private static Command.Result with(String right, String wrong) throws Exception {
        Path changed = folder.resolve("changed.yaml");
        Files.writeString(changed, Files.readString(FILE).replace(right, wrong));
        Command.Result checked = check(changed);
        assertThat(checked.status()).isEqualTo(1);
        return checked;
    }

    private static Command.Result check(Path file) throws IOException, InterruptedException {
        return Command.run(folder, List.of("node", "check.mjs", file.toString()));
    }
}
