package dev.gradstream.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What {@code flink run} hands to the job. */
final class TrainJobArguments {
    @Option(
            names = "--pipeline",
            required = true,
            paramLabel = "FILE",
            description = "The pipeline file.")
    private Path pipeline;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = "A safetensors file to start from.")
    private Optional<Path> init = Optional.empty();

    private TrainJobArguments() {}

    /**
     * Parses the command line.
     *
     * @throws CommandLine.ParameterException naming what is missing or unknown
     */
    static TrainJobArguments parse(String[] arguments) {
        return CommandLine.populateCommand(new TrainJobArguments(), arguments);
    }

    Path pipeline() {
        return pipeline;
    }

    Optional<byte[]> readInit() throws IOException {
        return init.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(init.get()));
    }
}
