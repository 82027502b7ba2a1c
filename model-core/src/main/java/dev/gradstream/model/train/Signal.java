package dev.gradstream.model.train;

import dev.gradstream.model.snapshot.Snapshot;

/**
 * Something that a person or program should know.
 *
 * @param model the pipeline's name
 * @param kind what happened
 * @param step optimizer steps taken when it happened
 * @param examples examples learnt from
 * @param metric name of the metric that showed it
 * @param value the metric's value
 * @param best the best value so far; NaN where there is none
 * @param message for a person, one sentence
 */
record Signal(
        String model,
        Kind kind,
        long step,
        long examples,
        String metric,
        double value,
        double best,
        String message) {

    /** What can happen. */
    enum Kind {
        /** Early stopping's metric has a new best value. */
        IMPROVED("improved"),
        /** Early stopping's patience has ended. */
        EARLY_STOP("early-stop"),
        /** The learning rate is reduced from here on. */
        LR_REDUCED("lr-reduced"),
        /** A step was refused, the first one in a row; or a version was withheld. */
        DIVERGENCE("divergence");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /**
     * A step was refused.
     *
     * @param loss of the batch, as far as it could be computed
     */
    static Signal divergence(String model, long step, long examples, double loss) {
        return new Signal(
                model,
                Kind.DIVERGENCE,
                step,
                examples,
                "training.loss",
                loss,
                Double.NaN,
                "loss or gradient was not finite; the step was refused and the parameters stay as"
                        + " they were");
    }

    /** A version was due, but its parameters are of no use. */
    static Signal withheld(Snapshot model) {
        return new Signal(
                model.model(),
                Kind.DIVERGENCE,
                model.step(),
                model.examples(),
                "training.loss",
                Double.NaN,
                Double.NaN,
                "a parameter is not finite; the version that was due is not published");
    }

    byte[] toJson() {
        return ReportJson.write(
                json -> {
                    json.writeStringField("model", model);
                    json.writeStringField("signal", kind.word);
                    json.writeNumberField("step", step);
                    json.writeNumberField("examples", examples);
                    json.writeStringField("metric", metric);
                    ReportJson.number(json, "value", value);
                    ReportJson.number(json, "best", best);
                    json.writeStringField("message", message);
                });
    }
}
