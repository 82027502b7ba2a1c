package dev.gradstream.job.generate.click;

/**
 * Something was shown to somebody.
 *
 * @param id from 0
 * @param timeMillis epoch milliseconds
 * @param affinity how much it is to that person's liking, in [0, 1)
 * @param position where on the page, from 1, the top, to 10
 * @param device what on
 */
record Impression(long id, long timeMillis, double affinity, int position, Device device) {
    static final int POSITIONS = 10;

    /** What it is shown on. */
    enum Device {
        DESKTOP,
        MOBILE,
        TABLET
    }

    /**
     * Probability of a click: 1 / (1 + exp(-z)), z = -1 + 4 affinity - 0.4 position, and 0.5 more
     * on a mobile device.
     */
    double clickProbability() {
        double z = -1 + 4 * affinity - 0.4 * position + (device == Device.MOBILE ? 0.5 : 0);
        return 1 / (1 + Math.exp(-z));
    }
}
