package dev.gradstream.job.cluster;

import java.io.IOException;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/** Prometheus' image, in this machine's network. */
final class ContainerPrometheus extends Prometheus {
    private final GenericContainer<?> container;

    /**
     * Starts one.
     *
     * @param targets ports of this machine for the host names in the configuration
     */
    ContainerPrometheus(String image, int port, Map<String, Integer> targets) throws IOException {
        super(port);
        container =
                new GenericContainer<>(image)
                        .withNetworkMode("host")
                        .withCopyToContainer(
                                Transferable.of(alerts()), "/etc/prometheus/alerts.yml")
                        .withCopyToContainer(
                                Transferable.of(configuration(targets)),
                                "/etc/prometheus/prometheus.yml")
                        .withCommand(
                                "--config.file=/etc/prometheus/prometheus.yml",
                                "--storage.tsdb.path=/prometheus",
                                "--web.listen-address=127.0.0.1:" + port,
                                "--log.level=warn");
        try {
            container.start();
        } catch (RuntimeException e) {
            container.stop();
            throw e;
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
