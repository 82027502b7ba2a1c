package dev.gradstream.job.cli;

import dev.gradstream.job.replay.Replay;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is streamed: a file, or what a generator makes. */
record SourceChoice(CommandSpec spec, FileOptions file, GeneratorOptions generator) {

    /** Whether there is either. */
    boolean made() {
        return file.named() || generator.named();
    }

    /** Refuses options that do not go together. */
    void requireAtMostOne() {
        if (file.named() && generator.named()) {
            throw new ParameterException(
                    spec.commandLine(), "--data and --generator do not go together");
        }
        file.requireNamed();
        generator.requireSound();
    }

    /** As {@link #requireAtMostOne}, and refuses neither. */
    void requireOne() {
        requireAtMostOne();
        if (!made()) {
            throw new ParameterException(
                    spec.commandLine(), "what is to be sent: name it by --data or --generator");
        }
    }

    /** The rows of what was chosen. */
    Replay.Rows open(Pipeline pipeline) throws IOException {
        return file.named() ? file.open(pipeline) : generator.open(pipeline);
    }
}
