package dev.gradstream.model.pipeline;

import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.loss.QuantileLoss;
import dev.gradstream.model.loss.TargetKind;
import java.util.List;
import java.util.OptionalDouble;

/** What a target and a loss together ask of a model. */
final class Tasks {
    /** A target that is a number, 0 or 1. */
    private static final List<String> NO_AND_YES = List.of("0", "1");

    private Tasks() {}

    /**
     * The task.
     *
     * @param classes of the target; empty for a number
     */
    static Task of(List<String> classes, Loss loss) {
        OutputMeaning meaning = loss.outputMeaning();
        boolean unnamed = classes.isEmpty() && meaning.target() == TargetKind.YES_OR_NO;
        return new Task(
                unnamed ? NO_AND_YES : classes,
                meaning.hasProbabilities(),
                loss instanceof QuantileLoss quantile
                        ? OptionalDouble.of(quantile.q())
                        : OptionalDouble.empty());
    }
}
