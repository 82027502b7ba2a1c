package dev.gradstream.model.eval;

/**
 * Ends learning when a metric has not improved for a while.
 *
 * <p>A value improves on the best so far if it is better by more than {@code minDelta}. Each
 * observation that does not improve spends one of {@code patience}; an improvement gives all of it
 * back. NaN and infinite values never improve. Once stopped, it stays so and observes nothing more,
 * until it starts anew.
 */
public final class EarlyStopping {

    /** Which values are better. */
    public enum Direction {
        LOWER_IS_BETTER,
        HIGHER_IS_BETTER
    }

    /** What an observation meant. */
    public enum Verdict {
        IMPROVED,
        NOT_IMPROVED,
        /** Patience has ended, now or before. */
        STOPPED
    }

    /**
     * What it remembers.
     *
     * @param best best value so far; infinitely bad before the first finite one
     * @param withoutImprovement observations since the best
     * @param stopped whether patience has ended
     */
    public record State(double best, int withoutImprovement, boolean stopped) {
        public State {
            if (Double.isNaN(best) || withoutImprovement < 0) {
                throw new IllegalArgumentException(
                        "early stopping cannot have a best of "
                                + best
                                + " and "
                                + withoutImprovement
                                + " observations without improvement");
            }
        }
    }

    private final int patience;
    private final double minDelta;
    private final Direction direction;
    private State state;

    /**
     * @param patience observations without improvement that end learning, at least 1
     * @param minDelta the change that is not yet an improvement, 0 or more, in the metric's unit
     */
    public EarlyStopping(int patience, double minDelta, Direction direction) {
        this(patience, minDelta, direction, new State(worst(direction), 0, false));
    }

    /** Goes on from {@link #state()}. */
    public EarlyStopping(int patience, double minDelta, Direction direction, State state) {
        if (patience < 1) {
            throw new IllegalArgumentException("patience must be at least 1, got " + patience);
        }
        if (!(minDelta >= 0 && Double.isFinite(minDelta))) {
            throw new IllegalArgumentException(
                    "min_delta must be a finite number of 0 or more, got " + minDelta);
        }
        this.patience = patience;
        this.minDelta = minDelta;
        this.direction = direction;
        this.state = state;
    }

    /** Takes in the metric's newest value. */
    public Verdict observe(double value) {
        if (state.stopped()) {
            return Verdict.STOPPED;
        }
        if (improves(value)) {
            state = new State(value, 0, false);
            return Verdict.IMPROVED;
        }
        int withoutImprovement = state.withoutImprovement() + 1;
        state = new State(state.best(), withoutImprovement, withoutImprovement >= patience);
        return state.stopped() ? Verdict.STOPPED : Verdict.NOT_IMPROVED;
    }

    /**
     * Goes by another value of the best from now on: what is measured on has changed, and the best
     * was measured anew. Patience stays as it is.
     *
     * @param value NaN and infinities count as infinitely bad
     */
    public void measureBestAnew(double value) {
        double best = Double.isFinite(value) ? value : worst(direction);
        state = new State(best, state.withoutImprovement(), state.stopped());
    }

    /** Gives all patience back, whether or not it had ended; the best stays. */
    public void startAnew() {
        state = new State(state.best(), 0, false);
    }

    /** Best value so far; infinitely bad before the first finite one. */
    public double best() {
        return state.best();
    }

    /** Whether patience has ended. */
    public boolean stopped() {
        return state.stopped();
    }

    public State state() {
        return state;
    }

    private boolean improves(double value) {
        if (!Double.isFinite(value)) {
            return false;
        }
        return direction == Direction.LOWER_IS_BETTER
                ? value < state.best() - minDelta
                : value > state.best() + minDelta;
    }

    private static double worst(Direction direction) {
        return direction == Direction.LOWER_IS_BETTER
                ? Double.POSITIVE_INFINITY
                : Double.NEGATIVE_INFINITY;
    }
}
