package dev.gradstream.model.train;

import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.pipeline.Features.Column;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;

/**
 * What a saved model must have in common with the pipeline file that goes on with it.
 *
 * @param columns feature columns, in order
 * @param classes labels by number
 * @param parameters names and shapes, as {@code 0.weight [16, 30]}
 * @param optimizer its word in the pipeline file
 */
record ModelSignature(
        List<String> columns, List<String> classes, List<String> parameters, String optimizer) {

    static ModelSignature of(Pipeline pipeline, StateDict parameters) {
        return new ModelSignature(
                columns(pipeline),
                pipeline.target().classes(),
                parameters.parameters().stream().map(p -> p.name() + " " + p.shape()).toList(),
                pipeline.optimization().optimizer().getClass().getSimpleName());
    }

    static List<String> columns(Pipeline pipeline) {
        return pipeline.features().columns().stream().map(Column::name).toList();
    }

    /**
     * Checks that the saved model is of this signature.
     *
     * @throws IllegalArgumentException naming every difference
     */
    void requireSame(ModelSignature saved) {
        List<String> differences = new ArrayList<>();
        compare("feature columns", saved.columns, columns, differences);
        compare("classes", saved.classes, classes, differences);
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
