package dev.gradstream.job.cli;

import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.replay.file.DataFile;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which file is streamed, how often, and in which order. */
final class FileOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = {
                "A file of rows: CSV whose first line names the columns, JSON lines (.jsonl, .ndjson,"
                        + " .json), IDX images (-ubyte), text (.txt); each may be packed by gzip."
            })
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "The IDX file of the images' labels.")
    private Optional<Path> labels = Optional.empty();

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

    /** Whether a file is named. */
    boolean named() {
        return data.isPresent();
    }

    /** Refuses options that are about a file where none is named. */
    void requireNamed() {
        if (data.isEmpty() && (shuffle.isPresent() || epochs != 1 || labels.isPresent())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--epochs, --shuffle and --labels are about a file; name it by --data");
        }
    }

    /** The file's rows. */
    Replay.Rows open(Pipeline pipeline) throws IOException {
        return DataFile.open(pipeline, data.orElseThrow(), labels);
    }
}
