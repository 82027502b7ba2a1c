package dev.gradstream.model.graph;

/** Draws the first values of a parameter. */
public sealed interface Initializer {

    /**
     * One value.
     *
     * @param key of the parameter's stream of random numbers
     * @param element place in the parameter, row-major
     */
    float value(long key, int element);

    /** Uniform in [−bound, bound). */
    record Uniform(double bound) implements Initializer {
        @Override
        public float value(long key, int element) {
            return (float) (bound * (2.0 * CounterRandom.uniform(key, 0, element) - 1));
        }
    }

    /** One number everywhere. */
    record Constant(double number) implements Initializer {
        @Override
        public float value(long key, int element) {
            return (float) number;
        }
    }
}
