package dev.gradstream.job.cli;

import dev.gradstream.job.exporter.AddressUnavailableException;
import dev.gradstream.job.exporter.Families;
import dev.gradstream.job.exporter.MetricsServer;
import dev.gradstream.operator.metric.MetricName;
import dev.gradstream.operator.metric.MetricName.Source;
import io.prometheus.client.Counter;
import java.util.Optional;

/** What a producer has sent, served to Prometheus where that is asked for. */
final class ProducerMetrics implements AutoCloseable {
    private final String model;
    private final Families families;
    private final Optional<MetricsServer> server;

    private ProducerMetrics(String model, Families families, Optional<MetricsServer> server) {
        this.model = model;
        this.families = families;
        this.server = server;
    }

    /**
     * Begins to count.
     *
     * @throws AddressUnavailableException if it cannot listen where the options say
     */
    static ProducerMetrics start(String model, MetricsOptions options)
            throws AddressUnavailableException {
        Families families = new Families(Source.PRODUCER);
        return new ProducerMetrics(
                model,
                families,
                options.port().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                MetricsServer.start(
                                        options.host(), options.port().get(), families)));
    }

    /** What counts the records that are sent to a topic. */
    Counter.Child to(String topic) {
        return families.counter(MetricName.PRODUCED, model, topic);
    }

    @Override
    public void close() {
        server.ifPresent(MetricsServer::close);
    }
}
