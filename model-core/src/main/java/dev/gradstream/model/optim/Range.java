package dev.gradstream.model.optim;

/** Ranges of hyper-parameters, which steps compute with as floats. */
public final class Range {
    private Range() {}

    /** Neither infinite nor NaN. */
    public static void finite(String name, double value) {
        require(Double.isFinite(value), name, "finite", value);
        notBeyondFloat(name, value);
    }

    /** Above a bound of 0 or more, and no less than floats hold in full precision. */
    public static void above(double bound, String name, double value) {
        require(value > bound && Double.isFinite(value), name, "above " + text(bound), value);
        require(
                value >= Float.MIN_NORMAL && value <= Float.MAX_VALUE,
                name,
                "from " + Float.MIN_NORMAL + " to " + Float.MAX_VALUE + ", as floats go",
                value);
    }

    /** Finite and at least a bound. */
    public static void atLeast(double bound, String name, double value) {
        require(value >= bound && Double.isFinite(value), name, "at least " + text(bound), value);
        notBeyondFloat(name, value);
    }

    /** From 0 to below 1. */
    public static void fraction(String name, double value) {
        require(value >= 0 && (float) value < 1, name, "in [0, 1)", value);
    }

    /** Above 0, at most 1. */
    public static void upToOne(String name, double value) {
        require(value > 0 && value <= 1, name, "in (0, 1]", value);
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    private static void notBeyondFloat(String name, double value) {
        String range = "at most " + Float.MAX_VALUE + ", the largest float";
        require(Math.abs(value) <= Float.MAX_VALUE, name, range, value);
    }

    private static void require(boolean holds, String name, String range, double value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + range + ", got " + value);
        }
    }
}
