package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

/** Pipeline files that the tests start from. */
final class PipelineTexts {
    /** The shortest file: two classes by two columns. */
    static final String SMALL =
            """
            name: pets
            kafka: {bootstrap.servers: "localhost:9092"}
            features:
              columns: [width, height]
            target: {column: kind, classes: [cat, dog]}
            model:
              - Linear: {out_features: 1}
            loss: BCEWithLogitsLoss
            optimizer: SGD
            """;

    private PipelineTexts() {}

    static Pipeline parse(String text) throws InvalidPipelineException {
        return PipelineFile.parse(text, "pipeline.yaml", Map.of());
    }

    /** The small file with one line of it replaced, which must be there. */
    static String smallWith(String line, String replacement) {
        assertThat(SMALL).contains(line);
        return SMALL.replace(line, replacement);
    }

    /** All problems of a file, as {@code line: key: message}. */
    static List<String> problems(String text) {
        InvalidPipelineException invalid =
                catchThrowableOfType(InvalidPipelineException.class, () -> parse(text));
        assertThat(invalid).as("problems of\n%s", text).isNotNull();
        return invalid.problems().stream().map(Object::toString).toList();
    }
}
