package dev.gradstream.model.nn.init;

import dev.gradstream.model.graph.Initializer;
import dev.gradstream.model.graph.Shape;

/** A way to draw first values, as {@code torch.nn.init}. */
@FunctionalInterface
public interface Initialization {

    /**
     * What draws the values of one parameter.
     *
     * @param shape as {@code [out, in]}
     * @throws IllegalArgumentException if a parameter of that shape cannot be drawn this way
     */
    Initializer initializer(Shape shape);

    /** The same values for every shape: {@code uniform_}, {@code normal_}, {@code constant_}. */
    record Plain(Initializer initializer) implements Initialization {
        @Override
        public Initializer initializer(Shape shape) {
            return initializer;
        }
    }

    /** Variance 2 · gain² / (fan_in + fan_out) (Glorot and Bengio, 2010). */
    record Xavier(Distribution distribution, double gain) implements Initialization {
        public Xavier {
            requireFinite("gain", gain);
        }

        @Override
        public Initializer initializer(Shape shape) {
            double fans = FanMode.FAN_IN.of(shape) + FanMode.FAN_OUT.of(shape);
            return distribution.of(gain * Math.sqrt(2 / fans));
        }
    }

    /**
     * Variance gain² / fan (He et al., 2015).
     *
     * @param a negative slope, where leaky ReLU follows; PyTorch's default is 0
     * @param mode PyTorch's default is {@code fan_in}
     * @param nonlinearity gives the gain; PyTorch's default is {@code leaky_relu}
     */
    record Kaiming(Distribution distribution, double a, FanMode mode, Nonlinearity nonlinearity)
            implements Initialization {
        public Kaiming {
            requireFinite("a", a);
        }

        @Override
        public Initializer initializer(Shape shape) {
            return distribution.of(nonlinearity.gain(a) / Math.sqrt(mode.of(shape)));
        }
    }

    /** A distribution of mean 0. */
    enum Distribution {
        UNIFORM {
            @Override
            Initializer of(double standardDeviation) {
                return new Initializer.Uniform(Math.sqrt(3) * standardDeviation);
            }
        },
        NORMAL {
            @Override
            Initializer of(double standardDeviation) {
                return new Initializer.Normal(0, standardDeviation);
            }
        };

        abstract Initializer of(double standardDeviation);
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, got " + value);
        }
    }
}
