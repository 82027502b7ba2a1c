package dev.gradstream.job.cli;

import dev.gradstream.job.replay.Replay;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How often, and in which order, a file's rows are streamed. */
final class ReplayOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times each row is sent (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--shuffle",
            paramLabel = "SEED",
            description = "Send each epoch in another order, which the seed decides.")
    private Optional<Long> shuffle = Optional.empty();

    Replay replay() {
        if (epochs < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--epochs must be at least 1, got " + epochs);
        }
        return new Replay(epochs, shuffle.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    /**
     * Checks that the order of the rows is of no account to the pipeline, if they are shuffled.
     *
     * @throws ParameterException if its examples are made of records in a row
     */
    void requireFit(Pipeline pipeline) {
        if (shuffle.isPresent() && pipeline.features().sequence().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--shuffle tears the series apart that features.window and lags go by; leave it"
                            + " out");
        }
    }

    /** Whether any of these options was given. */
    boolean given() {
        return shuffle.isPresent() || epochs != 1;
    }
}
