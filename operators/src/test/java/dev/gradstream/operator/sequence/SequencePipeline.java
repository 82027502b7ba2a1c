package dev.gradstream.operator.sequence;

import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.operator.PipelineSupplier;
import java.util.Map;

/**
 * A pipeline of records with one column {@code n}.
 *
 * @param features what stands under {@code features} beside the format
 */
record SequencePipeline(String features) implements PipelineSupplier {

    /** Of series that a column names. */
    static SequencePipeline named(String features) {
        return new SequencePipeline("key: id, " + features);
    }

    @Override
    public Pipeline get() {
        try {
            return PipelineFile.parse(
                    """
                    name: toy
                    kafka: {bootstrap.servers: "localhost:9092"}
                    features: {format: csv, %s}
                    target: {column: label}
                    model: [Linear: {out_features: 1}]
                    loss: MSELoss
                    optimizer: SGD
                    validation: {fraction: 0.4}
                    """
                            .formatted(features),
                    "toy.yaml",
                    Map.of());
        } catch (InvalidPipelineException e) {
            throw new IllegalStateException(e);
        }
    }
}
