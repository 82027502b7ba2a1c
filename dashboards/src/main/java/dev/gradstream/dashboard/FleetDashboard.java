package dev.gradstream.dashboard;

import static dev.gradstream.dashboard.Query.growth;
import static dev.gradstream.dashboard.Query.series;
import static dev.gradstream.dashboard.Query.where;

import dev.gradstream.dashboard.Panel.Option;
import dev.gradstream.operator.metric.MetricName;
import java.util.List;

/** All models at a glance. It lives on topics, so it stays when TaskManagers go. */
final class FleetDashboard {
    private FleetDashboard() {}

    static Dashboard get() {
        return new Dashboard(
                "gradstream-fleet",
                "Gradstream / Fleet",
                "Every model: state, version, age, loss and metrics against baselines.",
                List.of(ModelDashboard.MODEL),
                List.of(),
                panels());
    }

    private static List<Panel> panels() {
        return List.of(
                models(),
                Panel.lines(
                                "Examples a second",
                                "Learnt from, by model.",
                                "ops",
                                Query.of(growth(MetricName.TOPIC_EXAMPLES), "{{model}}"))
                        .with(Option.BY_MODEL),
                Panel.lines(
                                "Loss",
                                "Prequential, by model.",
                                "short",
                                Query.of(
                                        where(MetricName.TOPIC_LOSS, "split=\"training\""),
                                        "{{model}}"))
                        .with(Option.BY_MODEL),
                Panel.lines(
                                "Age of the version",
                                "Since the version was first reported.",
                                "s",
                                Query.of(
                                        "time() - " + series(MetricName.TOPIC_VERSION_TIME),
                                        "{{model}}"))
                        .with(Option.BY_MODEL),
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

    private static Panel models() {
        return Panel.table(
                "Models",
                "One row a model, first what somebody should look at. The state is of the last 10"
                        + " minutes. Accuracy is of classes, RMSE of numbers; baselines are the"
                        + " best of theirs.",
                Query.of(ModelState.expression(), "State").meaning(ModelState.meanings()),
                column(series(MetricName.TOPIC_VERSION), "Version").in("none"),
                column("time() - " + series(MetricName.TOPIC_VERSION_TIME), "Version's age")
                        .in("s"),
                column("time() - " + series(MetricName.TOPIC_REPORT_TIME), "Since last report")
                        .in("s"),
                column(series(MetricName.TOPIC_EXAMPLES), "Examples"),
                column(where(MetricName.TOPIC_LOSS, "split=\"training\""), "Loss"),
                best("min", "loss", "Baseline loss"),
                column(where(MetricName.TOPIC_LOSS, "split=\"validation\""), "Hold-out loss"),
                column(training("accuracy"), "Accuracy"),
                best("max", "accuracy", "Baseline accuracy"),
                column(training("rmse"), "RMSE"),
                best("min", "rmse", "Baseline RMSE"));
    }

    private static String training(String metric) {
        return where(MetricName.TOPIC_FIGURE, "split=\"training\",metric=\"" + metric + "\"");
    }

    /** Of each model one number: the labels besides would keep rows apart. */
    private static Query column(String expression, String title) {
        return Query.of("max by (model) (" + expression + ")", title);
    }

    /** The best that a baseline comes to. */
    private static Query best(String of, String metric, String title) {
        String baselines = where(MetricName.TOPIC_BASELINE, "metric=\"" + metric + "\"");
        return Query.of(of + " by (model) (" + baselines + ")", title);
    }
}
