package dev.gradstream.model.optim.schedule;

/** Ways from one number to another. */
public enum Annealing {
    /** Half a cosine. */
    COS {
        @Override
        double between(double start, double end, double share) {
            return end + (start - end) / 2 * (1 + Math.cos(Math.PI * share));
        }
    },
    /** A straight line. */
    LINEAR {
        @Override
        double between(double start, double end, double share) {
            return start + (end - start) * share;
        }
    };

    /**
     * @param share of the way that lies behind, from 0 to 1
     */
    abstract double between(double start, double end, double share);
}
