package dev.gradstream.job.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** By the {@code prometheus} on the path; Debian: {@code apt-get install prometheus}. */
final class PrometheusITCase extends PrometheusTests {
    @Override
    String missing() {
        return InstalledPrometheus.isThere()
                ? ""
                : "there is no prometheus on the path; apt-get install prometheus";
    }

    @Override
    Prometheus start(Path folder, int port, Map<String, Integer> targets) throws IOException {
        return new InstalledPrometheus(folder, port, targets);
    }
}
