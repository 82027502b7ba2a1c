package dev.gradstream.job.cluster;

import dev.gradstream.job.ComposeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** By Prometheus' image; skipped where no container engine answers. */
final class ContainerPrometheusITCase extends PrometheusTests {
    @Override
    String missing() throws Exception {
        return System.getProperty("os.name").equals("Linux")
                ? ContainerImages.missing(image())
                : "containers are in this machine's network on Linux alone";
    }

    @Override
    Prometheus start(Path folder, int port, Map<String, Integer> targets) throws IOException {
        return new ContainerPrometheus(image(), port, targets);
    }

    private static String image() throws IOException {
        return ComposeFile.image("prom/prometheus");
    }
}
