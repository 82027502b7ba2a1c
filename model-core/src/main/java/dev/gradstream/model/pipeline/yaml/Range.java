package dev.gradstream.model.pipeline.yaml;

/**
 * An interval of numbers.
 *
 * @param description as it stands in a message, behind "a number"
 */
public record Range(
        double low, boolean lowIncluded, double high, boolean highIncluded, String description) {

    /** All finite numbers from one on. */
    public static Range atLeast(double low) {
        return new Range(low, true, Double.MAX_VALUE, true, "of " + plain(low) + " or more");
    }

    /** All finite numbers above one. */
    public static Range above(double low) {
        return new Range(low, false, Double.MAX_VALUE, true, "above " + plain(low));
    }

    /** From one number, included, to another, excluded. */
    public static Range halfOpen(double low, double high) {
        return new Range(low, true, high, false, "from " + plain(low) + " to below " + plain(high));
    }

    /** From one number to another, both included. */
    public static Range closed(double low, double high) {
        return new Range(low, true, high, true, "from " + plain(low) + " to " + plain(high));
    }

    /** Between two numbers, both excluded. */
    public static Range open(double low, double high) {
        return new Range(
                low, false, high, false, "above " + plain(low) + " and below " + plain(high));
    }

    /** All finite numbers. */
    public static Range finite() {
        return new Range(-Double.MAX_VALUE, true, Double.MAX_VALUE, true, "that is finite");
    }

    /** Whether the number lies inside; NaN never does. */
    public boolean contains(double number) {
        boolean aboveLow = lowIncluded ? number >= low : number > low;
        boolean belowHigh = highIncluded ? number <= high : number < high;
        return aboveLow && belowHigh;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
