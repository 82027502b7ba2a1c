package dev.gradstream.job.exporter;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.metric.MetricName.Source;
import java.util.List;
import java.util.function.Consumer;

/** Serves the topics of several models to Prometheus until it is closed. */
public final class Exporter implements AutoCloseable {
    private final MetricsServer server;
    private final List<TopicExport> topics;

    private Exporter(MetricsServer server, List<TopicExport> topics) {
        this.server = server;
        this.topics = topics;
    }

    /**
     * Starts to serve at once, and to follow the topics as soon as their brokers answer.
     *
     * @param host to listen at; {@code 127.0.0.1} answers this machine alone
     * @param port 0 for any that is free
     * @param pipelines each of a name of its own
     * @param tell is told, for a person, when topics can be read and when not any more; by several
     *     threads
     * @throws AddressUnavailableException if it cannot listen there
     */
    public static Exporter start(
            String host, int port, List<Pipeline> pipelines, Consumer<String> tell)
            throws AddressUnavailableException {
        Families families = new Families(Source.EXPORTER);
        MetricsServer server = MetricsServer.start(host, port, families);
        return new Exporter(
                server,
                pipelines.stream()
                        .map(pipeline -> TopicExport.start(pipeline, families, tell))
                        .toList());
    }

    /** The port that is listened at. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        topics.forEach(TopicExport::close);
        server.close();
    }
}
