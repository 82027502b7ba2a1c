package dev.gradstream.model.data;

import java.util.Locale;

/**
 * How numbers are scaled for the network; statistics are learnt from the stream.
 *
 * @param fadingFactor what a row counts when one more has come, as a share of what it counted
 *     before; in (0, 1], where 1 forgets nothing. Other than 1 only for {@link Kind#STANDARD}
 */
public record Scaling(Kind kind, double fadingFactor) {
    /** As they are. */
    public static final Scaling NONE = new Scaling(Kind.NONE, 1);

    /** To mean 0 and variance 1. */
    public static final Scaling STANDARD = new Scaling(Kind.STANDARD, 1);

    /** From 0 to 1. */
    public static final Scaling MIN_MAX = new Scaling(Kind.MIN_MAX, 1);

    /** What is done to each column. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** To mean 0 and variance 1, as scikit-learn's {@code StandardScaler}. */
        STANDARD,
        /** To the range from 0 to 1, as scikit-learn's {@code MinMaxScaler}. */
        MIN_MAX;

        /** As the pipeline file writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Scaling {
        if (!(fadingFactor > 0 && fadingFactor <= 1)) {
            throw new IllegalArgumentException(
                    "fading_factor must be in (0, 1], got " + fadingFactor);
        }
        if (kind != Kind.STANDARD && fadingFactor != 1) {
            throw new IllegalArgumentException(
                    "only standard scaling has a fading_factor, not " + kind);
        }
    }

    /** To mean 0 and variance 1 of a stream that changes. */
    public static Scaling standard(double fadingFactor) {
        return new Scaling(Kind.STANDARD, fadingFactor);
    }

    /** Whether numbers stay as they are. */
    public boolean isNone() {
        return kind == Kind.NONE;
    }

    /** The kind: a model that forgets faster is still the same model. */
    @Override
    public String toString() {
        return kind.toString();
    }
}
