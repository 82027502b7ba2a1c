package dev.gradstream.operator;

import dev.gradstream.model.pipeline.Pipeline;
import java.io.Serializable;

/**
 * Gives operators their pipeline where they run: what travels with the job graph is small and
 * serializable, as the text of the pipeline file, and not the pipeline's own records.
 */
@FunctionalInterface
public interface PipelineSupplier extends Serializable {

    /** The pipeline; equal at every call. */
    Pipeline get();
}
