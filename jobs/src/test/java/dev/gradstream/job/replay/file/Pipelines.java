package dev.gradstream.job.replay.file;

import dev.gradstream.job.PipelineText;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.Map;

/** Pipelines that differ in what they read. */
final class Pipelines {
    private Pipelines() {}

    /**
     * A pipeline.
     *
     * @param features the section's inside
     * @param target the section's inside
     */
    static Pipeline of(String features, String target, String loss, int outputs)
            throws InvalidPipelineException {
        String text =
                """
                name: sources
                kafka: {bootstrap.servers: "localhost:9092"}
                features: {%s}
                target: {%s}
                model: [Linear: {out_features: %d}]
                loss: %s
                optimizer: SGD
                """
                        .formatted(features, target, outputs, loss);
        return PipelineText.of(text, "sources.yaml", Map.of()).get();
    }
}
