package dev.gradstream.model.eval.measure;

import dev.gradstream.model.eval.metric.ScoredRows;
import java.util.List;

/**
 * Figures of predictions that were made before the examples were learnt from, over a {@link
 * Horizon}. Its state goes on bit for bit; two of consecutive stretches append to that of both.
 */
public abstract sealed class Prequential permits SinceReport, Fading, Window {
    /** Most rows at a time: what weights can grow by within them stays far from overflow. */
    public static final int MOST_ROWS = 256;

    private final String making;

    /**
     * What it remembers.
     *
     * @param making horizon, task and measures that the numbers are of
     * @param numbers in an order of its own
     */
    public record State(String making, List<double[]> numbers) {
        public State {
            numbers = List.copyOf(numbers);
        }
    }

    Prequential(Horizon horizon, Task task, List<Measure> measures) {
        List<String> names = measures.stream().map(Measure::name).toList();
        making = horizon + " " + task + " " + names + Measurement.making(measures);
    }

    /** Of no examples yet; each has a row for every column of the task. */
    public static Prequential of(Horizon examples, Task task, List<Measure> measures) {
        Horizon horizon = examples.inRows(task.columns());
        if (horizon instanceof Horizon.Fading fading) {
            return new Fading(fading, task, measures);
        }
        if (horizon instanceof Horizon.Window window) {
            return new Window(window, task, measures);
        }
        return new SinceReport(task, measures);
    }

    /**
     * Takes in rows, the oldest first.
     *
     * @throws IllegalArgumentException if they are more than {@link #MOST_ROWS}
     */
    public final void add(ScoredRows rows) {
        if (rows.size() > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_ROWS + " rows at a time, got " + rows.size());
        }
        take(rows);
    }

    /** What the examples come to. */
    public abstract Figures figures();

    /** A report has gone out. */
    public abstract void reported();

    /** Begins anew: the model that the figures are of is gone. */
    public abstract void clear();

    /** A copy of everything that its future depends on. */
    public final State state() {
        return new State(making, numbers());
    }

    /** Whether a state is of the same horizon, task and measures. */
    public final boolean canTake(State state) {
        return state.making().equals(making);
    }

    /**
     * Takes in the state of the stretch that followed on its own; into an empty one, bit for bit.
     *
     * @throws IllegalArgumentException if it is of another making
     */
    public final void append(State later) {
        if (!canTake(later)) {
            throw new IllegalArgumentException(
                    "figures of " + making + " cannot take in those of " + later.making());
        }
        take(later.numbers());
    }

    abstract void take(ScoredRows rows);

    abstract List<double[]> numbers();

    abstract void take(List<double[]> later);
}
