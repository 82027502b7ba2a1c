package dev.gradstream.job.exporter;

import dev.gradstream.operator.metric.MetricName;
import dev.gradstream.operator.metric.MetricName.Kind;
import dev.gradstream.operator.metric.MetricName.Source;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.SimpleCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The metrics of one kind of process, each under its {@link MetricName}. Thread-safe. */
public final class Families {
    private final CollectorRegistry registry = new CollectorRegistry();
    private final Map<MetricName, Gauge> gauges = new EnumMap<>(MetricName.class);
    private final Map<MetricName, Counter> counters = new EnumMap<>(MetricName.class);

    /** All metrics of a source, none of them with a value yet. */
    public Families(Source source) {
        Arrays.stream(MetricName.values())
                .filter(name -> name.source() == source)
                .forEach(this::register);
    }

    private void register(MetricName name) {
        if (name.kind() == Kind.COUNTER) {
            counters.put(name, named(Counter.build(), name).register(registry));
        } else {
            gauges.put(name, named(Gauge.build(), name).register(registry));
        }
    }

    private static <B extends SimpleCollector.Builder<B, C>, C extends SimpleCollector<?>> B named(
            B builder, MetricName name) {
        List<String> labels = new ArrayList<>(List.of(MetricName.MODEL));
        labels.addAll(name.labels());
        return builder.name(name.prometheus())
                .help(name.description())
                .labelNames(labels.toArray(String[]::new));
    }

    CollectorRegistry registry() {
        return registry;
    }

    /** Sets a gauge; labels are the model and the metric's own, in order. */
    void set(MetricName name, double value, String... labels) {
        gauges.get(name).labels(labels).set(value);
    }

    /** Lets a gauge have no value any more. */
    void remove(MetricName name, String... labels) {
        gauges.get(name).remove(labels);
    }

    /** A counter, 0 until it is raised. */
    public Counter.Child counter(MetricName name, String... labels) {
        return counters.get(name).labels(labels);
    }
}
