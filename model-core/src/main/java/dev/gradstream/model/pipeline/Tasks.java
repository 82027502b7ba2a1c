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

    /** The task. */
    static Task of(Target target, Loss loss) {
        OutputMeaning meaning = loss.outputMeaning();
        TargetKind kind = loss.targetKind(target.width());
        return new Task(
                switch (kind) {
                    case NUMBER, CLASS -> target.classes();
                    case YES_OR_NO -> target.classes().isEmpty() ? NO_AND_YES : target.classes();
                    case DISTRIBUTION -> target.columns();
                },
                kind == TargetKind.DISTRIBUTION ? 1 : target.width(),
                meaning.hasProbabilities(),
                loss instanceof QuantileLoss quantile
                        ? OptionalDouble.of(quantile.q())
                        : OptionalDouble.empty());
    }
}
