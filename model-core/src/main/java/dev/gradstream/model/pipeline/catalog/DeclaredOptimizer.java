package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.ParameterGroup;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;

/**
 * An optimizer as a file declares it.
 *
 * @param place in the file
 */
public record DeclaredOptimizer(Optimizer optimizer, List<Group> groups, Value place) {

    /**
     * A parameter group as a file declares it.
     *
     * @param place of its name pattern in the file
     */
    public record Group(ParameterGroup group, Value place) {}
}
