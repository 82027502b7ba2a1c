package dev.gradstream.job;

import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.operator.PipelineSupplier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A pipeline file as it travels with a job.
 *
 * @param resolved YAML that takes no environment variables any more
 * @param file where it was read from, for messages
 * @param kafka client properties instead of the file's own; empty for the file's own
 */
public record PipelineText(String resolved, String file, Map<String, String> kafka)
        implements PipelineSupplier {
    private static final long serialVersionUID = 1L;

    public PipelineText {
        kafka = Map.copyOf(kafka);
    }

    /**
     * Validates a text.
     *
     * @param environment what {@code ${NAME}} stands for
     * @throws InvalidPipelineException naming every problem
     */
    public static PipelineText of(String text, String file, Map<String, String> environment)
            throws InvalidPipelineException {
        return new PipelineText(PipelineFile.resolve(text, file, environment), file, Map.of());
    }

    /**
     * Reads and validates a file, with this process's environment.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidPipelineException naming every problem
     */
    public static PipelineText read(Path file) throws IOException, InvalidPipelineException {
        return of(PipelineFile.read(file), file.toString(), System.getenv());
    }

    /** The same pipeline on another broker, without what the file says of its own. */
    public PipelineText at(String bootstrapServers) {
        return new PipelineText(resolved, file, Map.of("bootstrap.servers", bootstrapServers));
    }

    @Override
    public Pipeline get() {
        try {
            Pipeline parsed = PipelineFile.parse(resolved, file, Map.of());
            return kafka.isEmpty() ? parsed : parsed.withKafka(kafka);
        } catch (InvalidPipelineException e) {
            throw new IllegalStateException("the file was valid when it was read", e);
        }
    }

    /** Names the file alone: the text and the properties may hold secrets. */
    @Override
    public String toString() {
        return "PipelineText[" + file + "]";
    }
}
