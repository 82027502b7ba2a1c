package dev.gradstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a user submits, and what belongs beside it in a cluster's {@code lib/}. */
final class JobJarITCase {
    private static final Path JAR = Path.of("target/gradstream-job.jar");
    private static final Path CLUSTER_LIB = Path.of("target/cluster-lib");

    /** Where the classes of the Kafka connector, and of what connectors share, are. */
    private static final List<String> CONNECTORS =
            List.of(
                    "org/apache/flink/connector/",
                    "org/apache/flink/streaming/connectors/kafka/",
                    "org/apache/flink/streaming/util/serialization/JSONKeyValue");

    private static final long THIRTY_MEGABYTES = 30_000_000;

    @Test
    void theJarHoldsTheJobButNeitherFlinkNorNd4j() throws IOException {
        List<String> classes = classes();

        assertThat(Files.size(JAR)).isLessThan(THIRTY_MEGABYTES);
        assertThat(classes).contains("dev/gradstream/job/TrainJob.class");
        assertThat(classes)
                .noneMatch(name -> name.startsWith("org/nd4j/"))
                .noneMatch(name -> name.startsWith("org/bytedeco/"))
                .noneMatch(name -> name.startsWith("com/sun/jna/"))
                .noneMatch(name -> name.startsWith("kafka/"));
        assertThat(classes.stream().filter(name -> name.startsWith("org/apache/flink/")))
                .isNotEmpty()
                .allMatch(name -> CONNECTORS.stream().anyMatch(name::startsWith));
    }

    @Test
    void theNativesAreForTheClustersLib() throws IOException {
        try (Stream<Path> jars = Files.list(CLUSTER_LIB)) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("nd4j-api-"))
                    .anyMatch(name -> name.startsWith("openblas-"))
                    .noneMatch(name -> name.startsWith("flink-"));
        }
    }

    private static List<String> classes() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();
        }
    }
}
