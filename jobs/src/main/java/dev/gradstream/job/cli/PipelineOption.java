package dev.gradstream.job.cli;

import dev.gradstream.job.PipelineText;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The pipeline file that most commands are about. */
final class PipelineOption {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The pipeline file.")
    private Path file;

    Path file() {
        return file;
    }

    /** Reads and validates the file, with the process's environment variables. */
    PipelineText read() throws CommandFailedException, InvalidPipelineException {
        return read(file);
    }

    static PipelineText read(Path file) throws CommandFailedException, InvalidPipelineException {
        try {
            return PipelineText.read(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailedException(file + ": no such pipeline file", e);
        } catch (IOException e) {
            throw new CommandFailedException(
                    file + ": cannot read the pipeline file: " + e.getMessage(), e);
        }
    }
}
