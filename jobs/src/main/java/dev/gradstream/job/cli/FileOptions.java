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
            description = {
                "The labels of the data: an IDX file for images, or rows where the pipeline reads"
                        + " labels from a topic of their own."
            })
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
        if (data.isEmpty() && labels.isPresent()) {
            throw refused("--labels goes with --data, as the labels of that file's rows");
        }
        if (data.isEmpty() && replayed()) {
            throw refused("--epochs and --shuffle are about a file; name it by --data");
        }
    }

    private boolean replayed() {
        return shuffle.isPresent() || epochs != 1;
    }

    /** Refuses what does not go with the pipeline: another order, or another number of files. */
    void requireFit(Pipeline pipeline) {
        if (shuffle.isPresent() && pipeline.features().sequence().isPresent()) {
            throw refused(
                    "--shuffle tears the series apart that features.window and lags go by; leave it"
                            + " out");
        }
        if (pipeline.labels().isPresent() && replayed()) {
            throw refused(
                    "--epochs and --shuffle are not for a pipeline with labels: they are joined in"
                            + " event time, which passes once and in its order");
        }
    }

    /** Refuses a file of features whose labels, which have a topic of their own, are not named. */
    void requireLabels(Pipeline pipeline) {
        if (data.isPresent() && pipeline.labels().isPresent() && labels.isEmpty()) {
            throw refused(
                    "the pipeline reads labels from a topic of their own; name the file that holds"
                            + " them by --labels");
        }
    }

    /** Refuses labels that would have to be sent to a topic of their own. */
    void requireNoLabelsTopic(Pipeline pipeline) {
        if (labels.isPresent() && pipeline.labels().isPresent()) {
            throw refused(
                    "produce sends the features of a file alone; labels with a topic of their own"
                            + " come in event time, from another program, or by train --labels");
        }
    }

    private ParameterException refused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** The file's rows. */
    Replay.Rows open(Pipeline pipeline) throws IOException {
        Optional<Path> inside = pipeline.labels().isPresent() ? Optional.empty() : labels;
        return DataFile.open(pipeline, data.orElseThrow(), inside);
    }

    /** The rows of the labels topic, where the pipeline has one. */
    Replay.Rows openLabels(Pipeline pipeline) throws IOException {
        return DataFile.openLabels(pipeline, labels.orElseThrow());
    }
}
