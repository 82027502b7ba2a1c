package dev.gradstream.job.cli;

import dev.gradstream.job.exporter.AddressUnavailableException;
import dev.gradstream.job.exporter.FlinkReporter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The metrics of a job in this process, served to Prometheus where that is asked for. */
final class TrainingMetrics implements AutoCloseable {
    private final Optional<FlinkReporter> reporter;

    private TrainingMetrics(Optional<FlinkReporter> reporter) {
        this.reporter = reporter;
    }

    /**
     * Begins to listen, and says where.
     *
     * @throws AddressUnavailableException if it cannot
     */
    static TrainingMetrics start(MetricsOptions options, Consumer<String> say)
            throws AddressUnavailableException {
        if (options.port().isEmpty()) {
            return new TrainingMetrics(Optional.empty());
        }
        FlinkReporter reporter = FlinkReporter.listen(options.host(), options.port().get());
        say.accept("metrics at http://" + options.host() + ":" + reporter.port() + "/metrics");
        return new TrainingMetrics(Optional.of(reporter));
    }

    /** What makes an embedded cluster export them. */
    Map<String, String> flinkSettings() {
        return reporter.map(FlinkReporter::configuration).orElseGet(Map::of);
    }

    @Override
    public void close() {
        reporter.ifPresent(FlinkReporter::close);
    }
}
