package dev.gradstream.model.train;

import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.ModelDesign;
import java.util.ArrayList;
import java.util.List;

/**
 * What a saved model must have in common with the pipeline file that goes on with it.
 *
 * @param design what the parameters are for
 * @param parameters names and shapes, as {@code 0.weight [16, 30]}
 * @param optimizer its word in the pipeline file
 */
record ModelSignature(ModelDesign design, List<String> parameters, String optimizer) {

    /** Of a pipeline whose model is not there yet. */
    static ModelSignature of(Pipeline pipeline, LearnerConfig config) {
        try (Learner described = Learner.create(config)) {
            return of(pipeline, described.stateDict());
        }
    }

    static ModelSignature of(Pipeline pipeline, StateDict parameters) {
        return new ModelSignature(
                LearnerConfigs.design(pipeline),
                parameters.parameters().stream().map(p -> p.name() + " " + p.shape()).toList(),
                pipeline.optimization().optimizer().getClass().getSimpleName());
    }

    /**
     * Checks that the saved model is of this signature.
     *
     * @throws IllegalArgumentException naming every difference
     */
    void requireSame(ModelSignature saved) {
        List<String> differences = new ArrayList<>(saved.design.differences(design));
        compare("parameters", saved.parameters, parameters, differences);
        compare("optimizer", saved.optimizer, optimizer, differences);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(
                    "the saved state does not fit the pipeline file: "
                            + String.join("; ", differences));
        }
    }

    private static void compare(String what, Object saved, Object here, List<String> differences) {
        if (!saved.equals(here)) {
            differences.add(what + " " + saved + " were saved, but the pipeline file says " + here);
        }
    }
}
