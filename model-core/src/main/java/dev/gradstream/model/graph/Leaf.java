package dev.gradstream.model.graph;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A tensor that is given, not computed. */
public sealed interface Leaf extends Primitive {

    /** Shape of the tensor. */
    Shape shape();

    @Override
    default Shape shape(List<Shape> inputs) {
        return shape();
    }

    @Override
    default List<Tensor> gradients(Tensor result, Tensor gradient) {
        return List.of();
    }

    /** Filled before each run, or bound to memory that outlives the plan. */
    record Input(String name, Shape shape) implements Leaf {}

    /** A tensor that lives on from step to step. */
    sealed interface Kept extends Leaf permits Parameter, Buffer {
        /** As PyTorch's {@code state_dict} of a Sequential has it. */
        String name();
    }

    /**
     * What is learnt.
     *
     * @param name as {@code 0.weight}
     * @param initializer draws the first values
     */
    record Parameter(String name, Shape shape, Initializer initializer) implements Kept {}

    /**
     * What a layer keeps from step to step without learning it, as running statistics.
     *
     * @param name as {@code 1.running_mean}
     * @param initial the first value of each number
     * @param least that any number of it may be
     */
    record Buffer(String name, Shape shape, double initial, double least) implements Kept {}

    /** A number. */
    record Constant(double value) implements Leaf {
        @Override
        public Shape shape() {
            return Shape.scalar();
        }
    }

    /** The number of elements of a shape, known once the batch size is. */
    record Count(Shape counted) implements Leaf {
        @Override
        public Shape shape() {
            return Shape.scalar();
        }
    }

    /** Several numbers. */
    record Row(List<Double> values) implements Leaf {
        public Row {
            values = List.copyOf(values);
        }

        @Override
        public Shape shape() {
            return Shape.of(values.size());
        }
    }

    /** A number that is computed in double from the number of the step, the first being 1. */
    record PerStep(DoubleUnaryOperator function) implements Leaf {
        @Override
        public Shape shape() {
            return Shape.scalar();
        }
    }
}
