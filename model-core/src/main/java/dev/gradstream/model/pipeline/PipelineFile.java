package dev.gradstream.model.pipeline;

import java.util.Map;

/** Reads pipeline files. */
public final class PipelineFile {
    private PipelineFile() {}

    /**
     * Parses and validates.
     *
     * @param text YAML
     * @param file name for messages
     * @param environment what {@code ${NAME}} stands for
     * @throws InvalidPipelineException naming every problem at once, each with its line
     */
    public static Pipeline parse(String text, String file, Map<String, String> environment)
            throws InvalidPipelineException {
        throw new UnsupportedOperationException();
    }
}
