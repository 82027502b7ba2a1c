package dev.gradstream.model.train;

import dev.gradstream.model.eval.PrequentialMean;

/**
 * What has come in since the last report.
 *
 * @param training of the batches that were scored; refused steps have no meaningful loss and are
 *     not in it
 * @param refusedSteps steps that were refused because they would have diverged
 * @param heldOut whether held-out examples came in
 */
record Stretch(PrequentialMean training, long refusedSteps, boolean heldOut) {
    static final Stretch EMPTY = new Stretch(PrequentialMean.EMPTY, 0, false);

    Stretch {
        if (refusedSteps < 0) {
            throw new IllegalArgumentException(
                    "refused steps must be 0 or more, got " + refusedSteps);
        }
    }

    /** A loss that is not finite counts nothing in the mean: it would be all that is left of it. */
    Stretch scored(double loss, double share, int examples) {
        boolean finite = Double.isFinite(loss);
        PrequentialMean mean = training.plus(finite ? loss : 0, finite ? share : 0, examples);
        return new Stretch(mean, refusedSteps, heldOut);
    }

    Stretch refused() {
        return new Stretch(training, refusedSteps + 1, heldOut);
    }

    Stretch heldOutCame() {
        return new Stretch(training, refusedSteps, true);
    }

    boolean hasTraining() {
        return training.examples() > 0 || refusedSteps > 0;
    }

    boolean isEmpty() {
        return !hasTraining() && !heldOut;
    }
}
