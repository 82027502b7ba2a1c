package dev.gradstream.benchmark;

/**
 * One row of the table of results.
 *
 * @param rows of a mini-batch
 * @param dropout whether masks are drawn; off where losses are compared
 */
public record Workload(Network network, int rows, OptimizerName optimizer, boolean dropout) {
    /** How many batches lie ready in the heap: each step copies in another one. */
    public static final int BATCHES = 8;

    /** The optimizer, with the rate at which it is both checked and timed. */
    public enum OptimizerName {
        SGD(0.01),
        ADAM(0.001);

        private final double lr;

        OptimizerName(double lr) {
            this.lr = lr;
        }

        public double lr() {
            return lr;
        }
    }

    public float[] features(int batch) {
        return Numbers.features(batch, rows, network.features());
    }

    /** A class number for each row. */
    public float[] targets(int batch) {
        return Numbers.targets(batch, rows, network.outputs());
    }

    /** {@code [rows, outputs]}: as the targets, but many classes as one-hot rows. */
    public float[] wideTargets(int batch) {
        float[] targets = targets(batch);
        if (!network.manyClasses()) {
            return targets;
        }
        float[] wide = new float[rows * network.outputs()];
        for (int i = 0; i < rows; i++) {
            wide[i * network.outputs() + (int) targets[i]] = 1;
        }
        return wide;
    }
}
