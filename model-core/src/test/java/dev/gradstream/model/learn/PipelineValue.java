package dev.gradstream.model.learn;

import dev.gradstream.model.pipeline.yaml.Value;
import dev.gradstream.model.pipeline.yaml.YamlTree;
import java.util.Map;

/** What stands behind a key of a pipeline file. */
final class PipelineValue {
    private PipelineValue() {}

    /** Fails on the first problem that is reported when it is read. */
    static Value of(String yaml) {
        return YamlTree.parse(
                        "value: " + yaml,
                        Map.of(),
                        (line, key, message) -> {
                            throw new AssertionError(key + ": " + message);
                        })
                .orElseThrow()
                .section()
                .orElseThrow()
                .optional("value")
                .orElseThrow();
    }
}
