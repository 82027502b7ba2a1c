package dev.gradstream.job.cli;

import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
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
    Pipeline load() throws CommandFailedException, InvalidPipelineException {
        return PipelineFile.parse(text(), file.toString(), System.getenv());
    }

    private String text() throws CommandFailedException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailedException(file + ": no such pipeline file", e);
        } catch (CharacterCodingException e) {
            throw new CommandFailedException(file + ": the pipeline file is not UTF-8 text", e);
        } catch (IOException e) {
            throw new CommandFailedException(
                    file + ": cannot read the pipeline file: " + e.getMessage(), e);
        }
    }
}
