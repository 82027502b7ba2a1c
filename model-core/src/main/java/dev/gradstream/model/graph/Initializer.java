package dev.gradstream.model.graph;

/** Draws the first values of a parameter: the same on every machine. */
public sealed interface Initializer {

    /**
     * One value.
     *
     * @param key of the parameter's stream of random numbers
     * @param element place in the parameter, row-major
     */
    float value(long key, int element);

    /** Uniform in [low, high). */
    record Uniform(double low, double high) implements Initializer {
        public Uniform {
            if (!(low <= high) || !Double.isFinite(high - low)) {
                throw new IllegalArgumentException(
                        "the lower bound must not be above the upper, got " + low + " and " + high);
            }
        }

        /** Uniform in [−bound, bound). */
        public Uniform(double bound) {
            this(-bound, bound);
        }

        @Override
        public float value(long key, int element) {
            return (float) (low + (high - low) * CounterRandom.uniform(key, 0, element));
        }
    }

    /**
     * Normal, by Box and Muller (1958) from two uniform numbers.
     *
     * @param std standard deviation, at least 0
     */
    record Normal(double mean, double std) implements Initializer {
        public Normal {
            if (!Double.isFinite(mean) || !(std >= 0) || !Double.isFinite(std)) {
                throw new IllegalArgumentException(
                        "a normal distribution needs a finite mean and a standard deviation of at"
                                + " least 0, got "
                                + mean
                                + " and "
                                + std);
            }
        }

        @Override
        public float value(long key, int element) {
            // 1 − u lies in (0, 1], so that its logarithm is finite.
            double radius =
                    Math.sqrt(-2 * StrictMath.log(1.0 - CounterRandom.uniform(key, 0, element)));
            double angle = 2 * Math.PI * CounterRandom.uniform(key, 1, element);
            return (float) (mean + std * radius * StrictMath.cos(angle));
        }
    }

    /** The same number everywhere. */
    record Constant(double number) implements Initializer {
        public Constant {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a first value must be finite, got " + number);
            }
        }

        @Override
        public float value(long key, int element) {
            return (float) number;
        }
    }
}
