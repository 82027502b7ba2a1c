package dev.gradstream.dashboard;

import static dev.gradstream.dashboard.Query.rate;
import static dev.gradstream.dashboard.Query.series;
import static dev.gradstream.dashboard.Query.where;

import dev.gradstream.operator.metric.MetricName;
import java.util.List;

/** All models at a glance. It lives on topics alone, so it stays when TaskManagers go. */
final class FleetDashboard {
    private FleetDashboard() {}

    static Dashboard get() {
        return new Dashboard(
                "gradstream-fleet",
                "Gradstream / Fleet",
                "Every model: version, age, loss and metrics against baselines, state.",
                List.of(ModelDashboard.MODEL),
                List.of(),
                panels());
    }

    private static List<Panel> panels() {
        return List.of(
                Panel.table(
                        "Models",
                        "One row a model. Accuracy is of classes, RMSE of numbers; baselines are"
                                + " the best of theirs.",
                        column(series(MetricName.TOPIC_VERSION), "Version"),
                        column("time() - " + series(MetricName.TOPIC_VERSION_TIME), "Age, s"),
                        column(
                                "time() - " + series(MetricName.TOPIC_REPORT_TIME),
                                "Last report, s ago"),
                        column(series(MetricName.TOPIC_EXAMPLES), "Examples"),
                        column(where(MetricName.TOPIC_LOSS, "split=\"training\""), "Loss"),
                        column(
                                where(MetricName.TOPIC_LOSS, "split=\"validation\""),
                                "Hold-out loss"),
                        column(training("accuracy"), "Accuracy"),
                        new Query(
                                "max by (model) ("
                                        + where(MetricName.TOPIC_BASELINE, "metric=\"accuracy\"")
                                        + ")",
                                "Baseline accuracy",
                                List.of(),
                                false),
                        column(training("rmse"), "RMSE"),
                        new Query(
                                "min by (model) ("
                                        + where(MetricName.TOPIC_BASELINE, "metric=\"rmse\"")
                                        + ")",
                                "Baseline RMSE",
                                List.of(),
                                false),
                        column(series(MetricName.EXPORTER_CONNECTED), "Connected")),
                Panel.lines(
                        "Examples a second",
                        "Learnt from, by model.",
                        "ops",
                        Query.of(rate(MetricName.TOPIC_EXAMPLES), "{{model}}")),
                Panel.lines(
                        "Loss",
                        "Prequential, by model.",
                        "short",
                        Query.of(where(MetricName.TOPIC_LOSS, "split=\"training\""), "{{model}}")),
                Panel.lines(
                        "Age of the version",
                        "Seconds since the version was first reported.",
                        "s",
                        Query.of("time() - " + series(MetricName.TOPIC_VERSION_TIME), "{{model}}")),
                Panel.lines(
                        "Signals",
                        "Of all models, by kind, in the interval.",
                        "short",
                        Query.of(
                                        "sum by (signal) ("
                                                + Query.increase(MetricName.TOPIC_SIGNALS)
                                                + ")",
                                        "{{signal}}")
                                .named(
                                        "improved",
                                        "early-stop",
                                        "lr-reduced",
                                        "divergence",
                                        "plateau",
                                        "drift",
                                        "other")));
    }

    private static String training(String metric) {
        return where(MetricName.TOPIC_FIGURE, "split=\"training\",metric=\"" + metric + "\"");
    }

    /** Of each model one number: the labels besides would keep rows apart. */
    private static Query column(String expression, String title) {
        return Query.of("max by (model) (" + expression + ")", title);
    }
}
