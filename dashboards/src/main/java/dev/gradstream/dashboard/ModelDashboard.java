package dev.gradstream.dashboard;

import static dev.gradstream.dashboard.Query.series;
import static dev.gradstream.dashboard.Query.where;

import dev.gradstream.dashboard.Dashboard.Annotation;
import dev.gradstream.dashboard.Dashboard.Variable;
import dev.gradstream.dashboard.Panel.Option;
import dev.gradstream.operator.metric.MetricName;
import java.util.List;

/** How one model learns: what its topics say, and what only its learner knows. */
final class ModelDashboard {
    static final Variable MODEL =
            new Variable(
                    "model",
                    "Model",
                    "label_values(" + MetricName.TOPIC_VERSION.prometheus() + ", model)",
                    true);

    private static final Variable METRIC =
            new Variable(
                    "metric",
                    "Metric",
                    "label_values("
                            + MetricName.TOPIC_FIGURE.prometheus()
                            + "{model=~\"$model\"}, metric)",
                    false);

    private ModelDashboard() {}

    static Dashboard get() {
        return new Dashboard(
                "gradstream-model",
                "Gradstream / Model",
                "How a model learns: loss and metrics by split, against baselines.",
                List.of(MODEL, METRIC),
                annotations(),
                panels());
    }

    static List<Annotation> annotations() {
        return List.of(
                new Annotation(
                        "Versions",
                        series(MetricName.TOPIC_VERSION_TIME) + " * 1000",
                        true,
                        "new version of {{model}}",
                        PanelJson.BLUE),
                new Annotation(
                        "Signals",
                        Query.increase(MetricName.TOPIC_SIGNALS) + " > 0",
                        false,
                        "{{model}}: {{signal}}",
                        PanelJson.ORANGE));
    }

    private static List<Panel> panels() {
        String age = "time() - " + series(MetricName.TOPIC_VERSION_TIME);
        return List.of(
                Panel.number(
                        "Version",
                        "The last published version.",
                        "none",
                        Query.of(series(MetricName.TOPIC_VERSION), "{{model}}")),
                Panel.number(
                        "Version's age",
                        "Since the version was first reported.",
                        "s",
                        Query.of(age, "{{model}}")),
                Panel.number(
                        "Steps",
                        "Optimizer steps taken.",
                        "short",
                        Query.of(series(MetricName.TOPIC_STEPS), "{{model}}")),
                Panel.number(
                        "Examples",
                        "Examples learnt from.",
                        "short",
                        Query.of(series(MetricName.TOPIC_EXAMPLES), "{{model}}")),
                Panel.number(
                        "Refused steps",
                        "Steps that would have led to NaN; the parameters stayed as they were.",
                        "short",
                        Query.of(series(MetricName.TOPIC_REFUSED_STEPS), "{{model}}")),
                Panel.number(
                        "State",
                        "Of the last 10 minutes, by the topics and by the learner.",
                        "none",
                        Query.of(ModelState.expression(), "{{model}}")
                                .meaning(ModelState.meanings())),
                Panel.lines(
                        "Loss",
                        "Training: each example before it is learnt from. Hold-out: examples that"
                                + " are never learnt from. Test: others, that nothing goes by, at"
                                + " each version. Baseline: what a constant prediction comes to on"
                                + " the training examples.",
                        "short",
                        split(MetricName.TOPIC_LOSS, "training"),
                        split(MetricName.TOPIC_LOSS, "validation"),
                        split(MetricName.TOPIC_LOSS, "test"),
                        Query.of(
                                        where(MetricName.TOPIC_BASELINE, "metric=\"loss\""),
                                        "{{model}} {{baseline}}")
                                .ofBaseline()),
                Panel.lines(
                        "$metric against baselines",
                        "The model by split, and what predictors that learn next to nothing come"
                                + " to on the same training examples.",
                        "short",
                        Query.of(
                                where(
                                        MetricName.TOPIC_FIGURE,
                                        "split=\"training\",metric=\"$metric\""),
                                "{{model}} training"),
                        Query.of(
                                where(
                                        MetricName.TOPIC_FIGURE,
                                        "split=\"validation\",metric=\"$metric\""),
                                "{{model}} hold-out"),
                        Query.of(
                                where(MetricName.TOPIC_FIGURE, "split=\"test\",metric=\"$metric\""),
                                "{{model}} test"),
                        Query.of(
                                        where(
                                                MetricName.TOPIC_BASELINE,
                                                "baseline!=\"no_change\",metric=\"$metric\""),
                                        "{{model}} {{baseline}}")
                                .ofBaseline(),
                        Query.of(
                                        where(
                                                MetricName.TOPIC_BASELINE,
                                                "baseline=\"no_change\",metric=\"$metric\""),
                                        "{{model}} {{baseline}}")
                                .ofOtherBaseline()),
                Panel.lines(
                        "Learning rate",
                        "Of the next step, by schedule and reductions; as its topics say, and as"
                                + " its learner says.",
                        "short",
                        Query.of(series(MetricName.TOPIC_LEARNING_RATE), "{{model}}"),
                        Query.of(series(MetricName.LEARNING_RATE), "{{model}}, learner")
                                .ofBaseline()),
                Panel.lines(
                                "Gradient and update",
                                "Norm of the gradient before clipping, and how far a step moves"
                                        + " the parameters relative to their norm: about 1e-3 is"
                                        + " usual.",
                                "short",
                                Query.of(
                                        series(MetricName.GRADIENT_NORM),
                                        "{{model}} gradient norm"),
                                Query.of(series(MetricName.UPDATE_RATIO), "{{model}} update ratio"))
                        .with(Option.LOGARITHMIC),
                Panel.lines(
                        "Early stopping",
                        "Evaluations without improvement; learning ends at patience.",
                        "short",
                        Query.of(series(MetricName.EARLY_STOPPING_WAITED), "{{model}} waited"),
                        Query.of(series(MetricName.EARLY_STOPPING_PATIENCE), "{{model}} patience")
                                .ofBaseline()),
                Panel.lines(
                        "Best so far",
                        "Of the metric that early stopping watches; as its signals say, and as its"
                                + " learner says.",
                        "short",
                        Query.of(series(MetricName.TOPIC_BEST), "{{model}} {{metric}}"),
                        Query.of(series(MetricName.EARLY_STOPPING_BEST), "{{model}}, learner")
                                .ofBaseline()),
                Panel.lines(
                        "Signals",
                        "Signals of each kind in the interval.",
                        "short",
                        Query.of(Query.increase(MetricName.TOPIC_SIGNALS), "{{signal}}")
                                .named(
                                        "improved",
                                        "early-stop",
                                        "lr-reduced",
                                        "divergence",
                                        "plateau",
                                        "drift",
                                        "other")),
                Panel.lines(
                        "As the learner has it",
                        "Loss, metric and baseline without the way through topics: ahead of them"
                                + " by up to a checkpoint, and gone with the TaskManager.",
                        "short",
                        Query.of(series(MetricName.LOSS), "{{model}} {{split}} loss"),
                        Query.of(
                                where(MetricName.FIGURE, "metric=\"$metric\""),
                                "{{model}} {{split}} {{metric}}"),
                        Query.of(
                                        where(MetricName.BASELINE, "metric=~\"loss|$metric\""),
                                        "{{model}} {{baseline}} {{metric}}")
                                .ofBaseline()));
    }

    private static Query split(MetricName name, String split) {
        return Query.of(
                where(name, "split=\"" + split + "\""),
                "{{model}} " + (split.equals("validation") ? "hold-out" : split));
    }
}
