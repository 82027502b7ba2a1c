package dev.gradstream.operator;

import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import java.util.Map;

/**
 * A pipeline as the text that {@link PipelineFile#resolve} gives: it needs no environment, so it
 * means the same on every machine. Printed, it says only where it came from, for it may hold
 * secrets.
 *
 * @param text YAML without variables
 * @param file name for messages
 */
public record PipelineText(String text, String file) implements PipelineSupplier {
    private static final long serialVersionUID = 1L;

    /**
     * Resolves a pipeline file.
     *
     * @param text YAML
     * @param file name for messages
     * @param environment what {@code ${NAME}} stands for
     * @throws InvalidPipelineException naming every problem at once, each with its line
     */
    public static PipelineText of(String text, String file, Map<String, String> environment)
            throws InvalidPipelineException {
        return new PipelineText(PipelineFile.resolve(text, file, environment), file);
    }

    @Override
    public Pipeline get() {
        try {
            return PipelineFile.parse(text, file, Map.of());
        } catch (InvalidPipelineException e) {
            throw new IllegalStateException(
                    "a pipeline that was sound when the job was submitted is so no more", e);
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
