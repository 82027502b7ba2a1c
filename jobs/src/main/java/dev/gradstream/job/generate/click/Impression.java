package dev.gradstream.job.generate.click;

/**
 * Something was shown to somebody.
 *
 * @param id from 0
 * @param timeMillis epoch milliseconds
 * @param position where on the page, from 1, the top, to 10
 * @param age of that person, from 18 to 77
 * @param device what on
 */
record Impression(long id, long timeMillis, int position, int age, Device device) {
    static final int POSITIONS = 10;
    static final int YOUNGEST = 18;
    static final int AGES = 60;

    /** What it is shown on. */
    enum Device {
        DESKTOP,
        MOBILE,
        TABLET
    }

    /**
     * Probability of a click: 1 / (1 + exp(-z)), z = (50 - age) / 20 - 0.4 position, and 0.5 more
     * on a mobile device.
     */
    double clickProbability() {
        double z = (50 - age) / 20.0 - 0.4 * position + (device == Device.MOBILE ? 0.5 : 0);
        return 1 / (1 + Math.exp(-z));
    }
}
