package dev.gradstream.model.nn.init;

/** What follows a layer, for which its first values are scaled; see {@code calculate_gain}. */
public enum Nonlinearity {
    LINEAR,
    SIGMOID,
    TANH,
    RELU,
    LEAKY_RELU,
    SELU;

    /**
     * The recommended gain.
     *
     * @param a negative slope of {@link #LEAKY_RELU}, of no meaning for the others
     */
    double gain(double a) {
        return switch (this) {
            case LINEAR, SIGMOID -> 1;
            case TANH -> 5.0 / 3;
            case RELU -> Math.sqrt(2);
            case LEAKY_RELU -> Math.sqrt(2 / (1 + a * a));
            case SELU -> 0.75;
        };
    }
}
