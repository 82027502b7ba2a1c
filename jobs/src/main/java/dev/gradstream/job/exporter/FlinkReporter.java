package dev.gradstream.job.exporter;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * The metrics of a Flink cluster in this process, under the names that Flink's own Prometheus
 * reporter gives them on a cluster. Unlike that one it listens on one address alone, and leaves the
 * values of labels as they are.
 */
final class FlinkReporter extends Collector implements MetricReporter {
    private static final double[] QUANTILES = {.5, .75, .95, .98, .99, .999};
    private static final CharacterFilter FILTER = text -> text.replaceAll("[^a-zA-Z0-9:_]", "_");

    private final Map<Metric, Registered> metrics = new ConcurrentHashMap<>();
    private Optional<MetricsServer> server = Optional.empty();

    /** Where a metric stands. */
    private record Registered(String name, List<String> labels, List<String> values) {}

    @Override
    public void open(MetricConfig config) {
        CollectorRegistry registry = new CollectorRegistry();
        registry.register(this);
        try {
            server =
                    Optional.of(
                            MetricsServer.start(
                                    config.getString(FlinkReporterFactory.HOST, "127.0.0.1"),
                                    config.getInteger(FlinkReporterFactory.PORT, 0),
                                    registry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.ifPresent(MetricsServer::close);
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
                metric,
                new Registered(
                        "flink_" + scope + '_' + FILTER.filterCharacters(name),
                        List.copyOf(labels.keySet()),
                        List.copyOf(labels.values())));
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        metrics.remove(metric);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<String, List<MetricFamilySamples.Sample>> families = new LinkedHashMap<>();
        metrics.forEach(
                (metric, at) ->
                        families.computeIfAbsent(at.name(), name -> new ArrayList<>())
                                .addAll(samples(metric, at)));
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
