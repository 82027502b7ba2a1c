package dev.gradstream.model.learn;

import java.util.List;
import java.util.Optional;

/** A network's parameters by name, in order, as PyTorch's {@code state_dict} of a Sequential. */
public record StateDict(List<Parameter> parameters) {
    public StateDict {
        parameters = List.copyOf(parameters);
    }

    /**
     * One parameter.
     *
     * @param name as {@code 0.weight}
     * @param shape as {@code [out, in]}
     * @param values row-major
     */
    public record Parameter(String name, List<Integer> shape, float[] values) {
        public Parameter {
            shape = List.copyOf(shape);
        }
    }

    /** The parameter of that name. */
    public Optional<Parameter> get(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
