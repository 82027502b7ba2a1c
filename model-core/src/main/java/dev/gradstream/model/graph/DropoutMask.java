package dev.gradstream.model.graph;

import java.util.List;

/**
 * Zero with probability p, else 1 / (1 − p), for each element of a shape: a function of seed, step
 * and the element's place alone, so nothing of it needs to be stored.
 */
public record DropoutMask(double p, long key, Shape shape) implements Primitive {

    @Override
    public Shape shape(List<Shape> inputs) {
        return shape;
    }

    @Override
    public List<Tensor> gradients(Tensor result, Tensor gradient) {
        return List.of();
    }

    /** The value at a place of a step. */
    public float value(long step, int element) {
        return CounterRandom.uniform(key, step, element) < p ? 0f : (float) (1 / (1 - p));
    }
}
