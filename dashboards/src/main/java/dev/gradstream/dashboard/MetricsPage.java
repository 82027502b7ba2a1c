package dev.gradstream.dashboard;

import dev.gradstream.operator.metric.MetricName;
import dev.gradstream.operator.metric.MetricName.Source;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/metrics.md}. */
final class MetricsPage {
    private static final String HEAD =
            """
            # Metrics

            <!-- Made by dashboards/generate from MetricName: change it there. -->

            Every metric has the label `model`, the pipeline's name; those of operators have Flink's labels too (`job_name`,
            `task_name`, `tm_id`, …). Labels' values are few: reasons, splits, names from the pipeline file, never keys or offsets.
            None can hold learning up: the task's thread writes plain numbers that a reporter's thread reads, and makes no object
            for a step. What they cost is measured by `benchmarks/metrics`.

            | where | how |
            |---|---|
            | on a cluster | Flink's reporter: `flink-metrics-prometheus` in `plugins/` or `lib/`, and the settings below |
            | `./gradstream train --metrics-port N` | the same names, at `/metrics` of this machine, or of `--metrics-host` |
            | `./gradstream exporter -f FILE [-f FILE …]` | follows the metrics and signals topics, at `127.0.0.1:9400/metrics` (`--host`, `--port`): model quality stays visible while TaskManagers come and go |
            | `./gradstream produce --metrics-port N` | what was sent |

            ```yaml
            metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
            metrics.reporter.prom.port: 9249
            metrics.reporter.prom.filterLabelValueCharacters: false   # or model "breast-cancer" is "breast_cancer" here, and not there
            ```

            Of what Flink serves, counters have Prometheus' type `gauge`, as Flink's reporter gives them; those of our own processes have
            a `…_created` beside them, when each began.

            Dashboards, alerts and a Prometheus configuration: [dashboards](../dashboards/README.md). Flink's own metrics that they
            show stand in `FlinkMetric`.
            """;

    private MetricsPage() {}

    static String text() {
        return HEAD
                + Stream.of(Source.values())
                        .map(MetricsPage::section)
                        .collect(Collectors.joining());
    }

    private static String section(Source source) {
        List<MetricName> names =
                Stream.of(MetricName.values()).filter(name -> name.source() == source).toList();
        return names.stream()
                .map(MetricsPage::row)
                .collect(
                        Collectors.joining(
                                "",
                                "\n## Of "
                                        + source.title()
                                        + "\n\n| metric | kind | |\n|---|---|---|\n",
                                ""));
    }

    private static String row(MetricName name) {
        String labels = name.labels().isEmpty() ? "" : "{" + String.join(", ", name.labels()) + "}";
        return "| `%s%s` | %s | %s |\n"
                .formatted(
                        name.prometheus(),
                        labels,
                        name.kind().name().toLowerCase(Locale.ROOT),
                        name.description());
    }
}
