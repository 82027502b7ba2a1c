package dev.gradstream.model.loss;

/** Widths that a loss needs. */
final class Widths {
    private Widths() {}

    static void requireEqual(String loss, int outputs, int targets) {
        if (outputs != targets) {
            throw new IllegalArgumentException(
                    loss
                            + " takes one output for each target, got "
                            + outputs
                            + " outputs and "
                            + targets
                            + " targets: the last layer needs out_features "
                            + targets);
        }
    }
}
