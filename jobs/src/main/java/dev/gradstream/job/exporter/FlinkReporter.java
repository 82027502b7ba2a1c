package dev.gradstream.job.exporter;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Serves the metrics of a Flink cluster in this process, under the names that Flink's own
 * Prometheus reporter gives them on a cluster. Unlike that one it listens on one address alone, and
 * leaves the values of labels as they are; and it listens before there is a cluster, as Flink does
 * without a reporter that cannot begin.
 */
public final class FlinkReporter extends Collector implements MetricReporter, AutoCloseable {
    /**
     * By its port. Flink makes its reporters itself: {@link FlinkReporterFactory} finds them here.
     */
    private static final Map<Integer, FlinkReporter> LISTENING = new ConcurrentHashMap<>();

    private static final double[] QUANTILES = {.5, .75, .95, .98, .99, .999};
    private static final CharacterFilter FILTER = text -> text.replaceAll("[^a-zA-Z0-9:_]", "_");

    private final Map<Key, Registered> metrics = new ConcurrentHashMap<>();
    private final MetricsServer server;

    /** Flink registers some metrics twice, under two names. */
    private record Key(Metric metric, String name) {}

    /** Where a metric stands. */
    private record Registered(String name, List<String> labels, List<String> values) {}

    private FlinkReporter(String host, int port) throws AddressUnavailableException {
        CollectorRegistry registry = new CollectorRegistry();
        registry.register(this);
        server = MetricsServer.start(host, port, registry);
    }

    /**
     * Listens from now on, for one cluster that is started with its {@link #configuration}.
     *
     * @param host {@code 127.0.0.1} answers this machine alone
     * @param port 0 for any that is free
     * @throws AddressUnavailableException if it cannot listen there
     */
    public static FlinkReporter listen(String host, int port) throws AddressUnavailableException {
        FlinkReporter reporter = new FlinkReporter(host, port);
        LISTENING.put(reporter.port(), reporter);
        return reporter;
    }

    /**
     * The one that listens at a port.
     *
     * @throws IllegalStateException if none does any more
     */
    static FlinkReporter listeningAt(int port) {
        FlinkReporter reporter = LISTENING.get(port);
        if (reporter == null) {
            throw new IllegalStateException("nothing serves metrics at port " + port);
        }
        return reporter;
    }

    /** The port that is listened at. */
    public int port() {
        return server.port();
    }

    /** What makes an embedded cluster export by this reporter. */
    public Map<String, String> configuration() {
        return FlinkReporterFactory.configuration(port());
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {
        if (LISTENING.remove(port(), this)) {
            server.close();
        }
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String scope = LogicalScopeProvider.castFrom(group).getLogicalScope(FILTER, '_');
        Map<String, String> labels = new LinkedHashMap<>();
        group.getAllVariables()
                .forEach(
                        (variable, value) ->
                                labels.put(
                                        FILTER.filterCharacters(
                                                variable.substring(1, variable.length() - 1)),
                                        value));
        metrics.put(
                new Key(metric, name),
                new Registered(
                        "flink_" + scope + '_' + FILTER.filterCharacters(name),
                        List.copyOf(labels.keySet()),
                        List.copyOf(labels.values())));
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        metrics.remove(new Key(metric, name));
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<String, List<MetricFamilySamples.Sample>> families = new LinkedHashMap<>();
        metrics.forEach(
                (key, at) ->
                        families.computeIfAbsent(at.name(), name -> new ArrayList<>())
                                .addAll(samples(key.metric(), at)));
        List<MetricFamilySamples> all = new ArrayList<>();
        families.forEach(
                (name, samples) ->
                        all.add(new MetricFamilySamples(name, Type.GAUGE, name, samples)));
        return all;
    }

    private static List<MetricFamilySamples.Sample> samples(Metric metric, Registered at) {
        return switch (metric.getMetricType()) {
            case COUNTER -> List.of(sample(at, (double) ((Counter) metric).getCount()));
            case METER -> List.of(sample(at, ((Meter) metric).getRate()));
            case HISTOGRAM -> quantiles((Histogram) metric, at);
            case GAUGE -> gauge((Gauge<?>) metric, at);
        };
    }

    private static List<MetricFamilySamples.Sample> gauge(Gauge<?> gauge, Registered at) {
        Object value = gauge.getValue();
        if (value instanceof Number number) {
            return List.of(sample(at, number.doubleValue()));
        }
        return value instanceof Boolean is ? List.of(sample(at, is ? 1 : 0)) : List.of();
    }

    private static List<MetricFamilySamples.Sample> quantiles(Histogram histogram, Registered at) {
        HistogramStatistics statistics = histogram.getStatistics();
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        List<String> labels = new ArrayList<>(at.labels());
        labels.add("quantile");
        for (double quantile : QUANTILES) {
            List<String> values = new ArrayList<>(at.values());
            values.add(doubleToGoString(quantile));
            samples.add(
                    new MetricFamilySamples.Sample(
                            at.name(), labels, values, statistics.getQuantile(quantile)));
        }
        samples.add(
                new MetricFamilySamples.Sample(
                        at.name() + "_count",
                        at.labels(),
                        at.values(),
                        (double) histogram.getCount()));
        return samples;
    }

    private static MetricFamilySamples.Sample sample(Registered at, double value) {
        return new MetricFamilySamples.Sample(at.name(), at.labels(), at.values(), value);
    }
}
