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
        int drawn = CounterRandom.bits(CounterRandom.stepKey(key, step), element);
        return Float.intBitsToFloat(CounterRandom.unlessBelow(threshold(), drawn, keptBits()));
    }

    /** What a draw of 24 bits is below where the element is dropped. */
    public int threshold() {
        return (int) Math.round(p * (1 << 24));
    }

    /** The bits of the value of an element that is kept. */
    public int keptBits() {
        return Float.floatToRawIntBits((float) (1 / (1 - p)));
    }
}
