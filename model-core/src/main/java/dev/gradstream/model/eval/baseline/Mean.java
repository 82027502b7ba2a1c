package dev.gradstream.model.eval.baseline;

/** Predicts the mean of all targets so far. */
final class Mean implements Baseline {
    /** Of each column: the mean, then the number of targets. */
    private final double[] means;

    Mean(int columns) {
        means = new double[Math.multiplyExact(columns, 2)];
    }

    @Override
    public String word() {
        return "mean";
    }

    @Override
    public double predict(int column) {
        return means[2 * column + 1] == 0 ? Double.NaN : means[2 * column];
    }

    @Override
    public void learn(int column, double actual) {
        double count = ++means[2 * column + 1];
        means[2 * column] += (actual - means[2 * column]) / count;
    }

    @Override
    public double[] state() {
        return means.clone();
    }

    @Override
    public void load(double[] state) {
        System.arraycopy(Baseline.requireLength(state, means.length), 0, means, 0, means.length);
    }
}
