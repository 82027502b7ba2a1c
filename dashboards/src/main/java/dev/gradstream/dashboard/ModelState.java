package dev.gradstream.dashboard;

import static dev.gradstream.dashboard.Query.series;

import dev.gradstream.dashboard.Query.Meaning;
import dev.gradstream.operator.metric.MetricName;
import java.util.Arrays;
import java.util.List;

/** What a model is doing, as one number: the lower, the sooner somebody should look. */
enum ModelState {
    NO_STEPS(0, "no steps for 10 min", PanelJson.VERMILION),
    EXPORTER_BLIND(1, "exporter blind", PanelJson.ORANGE),
    STOPPED_EARLY(2, "stopped early", PanelJson.BLUE),
    LEARNING(3, "learning", PanelJson.GREEN);

    private final int number;
    private final String word;
    private final String colour;

    ModelState(int number, String word, String colour) {
        this.number = number;
        this.word = word;
        this.colour = colour;
    }

    static List<Meaning> meanings() {
        return Arrays.stream(values())
                .map(state -> new Meaning(state.number, state.word, state.colour))
                .toList();
    }

    /**
     * One series a model; the first line that has a value says it. Reports may be far apart, so the
     * learner's own steps count too; and where no exporter runs at all, the learner still names the
     * model.
     */
    static String expression() {
        String connected = model(series(MetricName.EXPORTER_CONNECTED));
        String learner = model(series(MetricName.EARLY_STOPPED));
        String steps =
                model("changes(" + series(MetricName.TOPIC_STEPS) + "[10m])")
                        + " > 0 or "
                        + model("changes(" + series(MetricName.STEPS) + "[10m])")
                        + " > 0";
        return String.join(
                " or ",
                EXPORTER_BLIND.of("(" + connected + " == 0)"),
                STOPPED_EARLY.of(
                        stoppedEarly(
                                series(MetricName.EARLY_STOPPED),
                                series(MetricName.TOPIC_EARLY_STOPPED))),
                LEARNING.of("(" + steps + ")"),
                NO_STEPS.of(connected),
                EXPORTER_BLIND.of(learner));
    }

    /** One series for each model that early stopping ended, whatever has become of the job. */
    static String stoppedEarly() {
        return stoppedEarly(
                MetricName.EARLY_STOPPED.prometheus(), MetricName.TOPIC_EARLY_STOPPED.prometheus());
    }

    /** What a learner says that is there counts; a job that has ended takes its metrics with it. */
    private static String stoppedEarly(String learner, String topics) {
        String said = model(learner);
        return "((" + said + " or " + model(topics) + ") == 1)";
    }

    private static String model(String of) {
        return "max by (model) (" + of + ")";
    }

    /** This state's number wherever an expression has a value. */
    private String of(String expression) {
        return expression + " * 0 + " + number;
    }
}
