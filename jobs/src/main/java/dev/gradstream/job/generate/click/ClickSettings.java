package dev.gradstream.job.generate.click;

/**
 * How a click stream runs, in event time.
 *
 * @param intervalMillis mean time between two impressions, which is exponential; above 0
 * @param delayMillis mean time from an impression to its click, which is exponential; 0 or more
 * @param lost share of the clicks that never come, in [0, 1]
 * @param seed decides everything
 */
public record ClickSettings(double intervalMillis, double delayMillis, double lost, long seed) {
    public ClickSettings {
        require(
                intervalMillis > 0 && Double.isFinite(intervalMillis),
                "the interval must be above 0 ms, got " + intervalMillis);
        require(
                delayMillis >= 0 && Double.isFinite(delayMillis),
                "the delay must be 0 ms or more, got " + delayMillis);
        require(lost >= 0 && lost <= 1, "the share lost must be from 0 to 1, got " + lost);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
