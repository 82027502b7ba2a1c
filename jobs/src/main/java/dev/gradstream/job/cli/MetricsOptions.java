package dev.gradstream.job.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command serves metrics of its own to Prometheus, if it does. */
final class MetricsOptions {
    @Option(
            names = "--metrics-port",
            paramLabel = "N",
            description = "Serve metrics to Prometheus at this port (default: none).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--metrics-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Where to listen for Prometheus (default: ${DEFAULT-VALUE}).")
    private String host;

    Optional<Integer> port() {
        return port;
    }

    String host() {
        return host;
    }
}
