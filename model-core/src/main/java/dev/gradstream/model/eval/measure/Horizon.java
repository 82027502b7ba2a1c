package dev.gradstream.model.eval.measure;

/** Over which of the examples so far a prequential figure goes. */
public sealed interface Horizon {

    /** The same examples, counted in their rows. */
    Horizon inRows(int rowsOfAnExample);

    /** All since the last report. */
    record SinceReport() implements Horizon {
        @Override
        public Horizon inRows(int rowsOfAnExample) {
            return this;
        }
    }

    /**
     * All, but an example's weight is multiplied by a factor with each that comes after it (Gama et
     * al., 2013): 1 / (1 − factor) examples in effect.
     *
     * @param factor in [0.5, 1)
     */
    record Fading(double factor) implements Horizon {
        private static final double LEAST_FACTOR = 0.5;

        public Fading {
            if (!(factor >= LEAST_FACTOR && factor < 1)) {
                throw new IllegalArgumentException(
                        "the fading factor must be in [0.5, 1), got " + factor);
            }
        }

        @Override
        public Horizon inRows(int rowsOfAnExample) {
            return new Fading(Math.pow(factor, 1.0 / rowsOfAnExample));
        }
    }

    /**
     * The last ones.
     *
     * @param examples how many, at least 1
     */
    record Window(int examples) implements Horizon {
        public Window {
            if (examples < 1) {
                throw new IllegalArgumentException(
                        "a window must have at least 1 example, got " + examples);
            }
        }

        @Override
        public Horizon inRows(int rowsOfAnExample) {
            return new Window(Math.multiplyExact(examples, rowsOfAnExample));
        }
    }
}
