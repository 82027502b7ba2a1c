package dev.gradstream.job;

import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.operator.PipelineSupplier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pipeline file as it travels with a job: its text, and the environment variables that it takes.
 *
 * @param text YAML
 * @param file where it was read from, for messages
 * @param variables those of the submitting process's environment that the text names
 * @param kafka client properties instead of the file's own; empty for the file's own
 */
public record PipelineText(
        String text, String file, Map<String, String> variables, Map<String, String> kafka)
        implements PipelineSupplier {
    private static final long serialVersionUID = 1L;

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)");

    public PipelineText {
        variables = Map.copyOf(variables);
        kafka = Map.copyOf(kafka);
    }

    /**
     * Takes a valid text.
     *
     * @param environment what {@code ${NAME}} stands for
     * @throws InvalidPipelineException naming every problem
     */
    public static PipelineText of(String text, String file, Map<String, String> environment)
            throws InvalidPipelineException {
        PipelineText pipeline = new PipelineText(text, file, named(text, environment), Map.of());
        pipeline.parse();
        return pipeline;
    }

    /**
     * Reads and validates a file, with this process's environment.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidPipelineException naming every problem
     */
    public static PipelineText read(Path file) throws IOException, InvalidPipelineException {
        return of(Files.readString(file), file.toString(), System.getenv());
    }

    private static Map<String, String> named(String text, Map<String, String> environment) {
        Map<String, String> named = new TreeMap<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            String value = environment.get(matcher.group(1));
            if (value != null) {
                named.put(matcher.group(1), value);
            }
        }
        return named;
    }

    /** The same pipeline on another broker, without what the file says of its own. */
    public PipelineText at(String bootstrapServers) {
        return new PipelineText(
                text, file, variables, Map.of("bootstrap.servers", bootstrapServers));
    }

    @Override
    public Pipeline get() {
        try {
            return parse();
        } catch (InvalidPipelineException e) {
            throw new IllegalStateException("the file was valid when it was read", e);
        }
    }

    private Pipeline parse() throws InvalidPipelineException {
        Pipeline parsed = PipelineFile.parse(text, file, variables);
        return kafka.isEmpty() ? parsed : withKafka(parsed);
    }

    private Pipeline withKafka(Pipeline pipeline) {
        return new Pipeline(
                pipeline.name(),
                kafka,
                pipeline.topics(),
                pipeline.features(),
                pipeline.target(),
                pipeline.model(),
                pipeline.loss(),
                pipeline.optimizer(),
                pipeline.seed(),
                pipeline.training(),
                pipeline.validation(),
                pipeline.earlyStopping(),
                pipeline.snapshots());
    }

    /** Names the file alone: variables and Kafka properties may hold secrets. */
    @Override
    public String toString() {
        return "PipelineText[" + file + "]";
    }
}
