package dev.gradstream.model.nn.init;

import dev.gradstream.model.graph.Shape;

/** What the variance of first values is measured by. */
public enum FanMode {
    /** Inputs of each output: keeps the variance of the forward pass. */
    FAN_IN {
        @Override
        public double of(Shape shape) {
            return field(shape) * shape.get(1);
        }
    },
    /** Outputs of each input: keeps the variance of the gradients. */
    FAN_OUT {
        @Override
        public double of(Shape shape) {
            return field(shape) * shape.get(0);
        }
    };

    /**
     * The fan of a parameter {@code [out, in, …]}.
     *
     * @throws IllegalArgumentException if it has fewer than two dimensions
     */
    public abstract double of(Shape shape);

    private static double field(Shape shape) {
        if (shape.rank() < 2) {
            throw new IllegalArgumentException(
                    "needs a parameter of two dimensions or more, as a weight has, got " + shape);
        }
        double field = 1;
        for (int dimension = 2; dimension < shape.rank(); dimension++) {
            field *= shape.get(dimension);
        }
        return field;
    }
}
