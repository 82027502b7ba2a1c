package dev.gradstream.job.demo;

import dev.gradstream.job.PipelineText;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An example that is shipped with its data.
 *
 * @param name of the example's folder
 * @param things what the rows are about, in the plural
 * @param epochs how often the training rows are streamed at most
 * @param rows which are streamed, and which are kept for the test
 */
public record Demonstration(String name, String things, int epochs, ShippedRows rows) {
    private static final double TEST_SHARE = 0.2;

    private static final List<Demonstration> ALL =
            List.of(
                    new Demonstration(
                            "breast-cancer",
                            "tumours",
                            40,
                            ShippedRows.shuffled("breast-cancer.csv", TEST_SHARE)),
                    of("diabetes", "patients", 100),
                    of("digits", "digits", 40),
                    of("iris", "flowers", 100),
                    of("wine", "wines", 100));

    private static Demonstration of(String name, String things, int epochs) {
        ShippedRows rows = ShippedRows.separate(name + "/train.csv", name + "/test.csv");
        return new Demonstration(name, things, epochs, rows);
    }

    /** The one of that name; empty if there is none. */
    public static Optional<Demonstration> named(String name) {
        return ALL.stream().filter(demonstration -> demonstration.name.equals(name)).findFirst();
    }

    /** The names of all, as a person lists them. */
    public static String names() {
        return ALL.stream().map(Demonstration::name).collect(Collectors.joining(", "));
    }

    /**
     * The example's pipeline file.
     *
     * @param seed of the model's first parameters
     */
    public PipelineText pipeline(long seed) throws IOException, InvalidPipelineException {
        String file = name + "/pipeline.yaml";
        try (InputStream in = Demonstration.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return PipelineText.of(text, file, Map.of("SEED", Long.toString(seed)));
        }
    }

    /**
     * The example's rows, as records of its pipeline.
     *
     * @param seed of a shuffle, where the file does not say which rows are for the test
     * @param folder for scratch files
     */
    public Split split(Pipeline pipeline, long seed, Path folder) throws IOException {
        return rows.split(pipeline, seed, folder);
    }
}
