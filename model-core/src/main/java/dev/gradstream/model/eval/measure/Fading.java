package dev.gradstream.model.eval.measure;

import dev.gradstream.model.eval.metric.ScoredRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Horizon.Fading}. Instead of fading everything with each example, each counts more than the
 * one before. When weights get large, all are divided by a power of two, which rounds nothing.
 */
final class Fading extends Prequential {
    private static final int LARGE_EXPONENT = 128;
    private static final double LARGE = Math.scalb(1.0, LARGE_EXPONENT);

    private final Task task;
    private final List<Measure> measures;
    private final Measurement measurement;
    private final double growth;

    /** Of the next example. */
    private double weight = 1;

    /** How often all weights were divided. */
    private double divisions;

    Fading(Horizon.Fading fading, Task task, List<Measure> measures) {
        super(fading, task, measures);
        this.task = task;
        this.measures = measures;
        measurement = Measurement.ofStream(task, measures);
        growth = 1 / fading.factor();
    }

    @Override
    void take(ScoredRows rows) {
        measurement.add(rows, weight, growth);
        for (int i = 0; i < rows.size(); i++) {
            weight *= growth;
        }
        divideIfLarge();
    }

    private void divideIfLarge() {
        while (weight >= LARGE) {
            measurement.scale(1 / LARGE);
            weight /= LARGE;
            divisions++;
        }
    }

    @Override
    public Figures figures() {
        return measurement.figures();
    }

    /** Begins anew after a number that is not finite, which would never fade. */
    @Override
    public void reported() {
        boolean finite =
                measurement.state().stream()
                        .flatMapToDouble(Arrays::stream)
                        .allMatch(Double::isFinite);
        if (!finite) {
            clear();
        }
    }

    @Override
    public void clear() {
        measurement.clear();
        weight = 1;
        divisions = 0;
    }

    @Override
    List<double[]> numbers() {
        List<double[]> numbers = new ArrayList<>(measurement.state());
        numbers.add(new double[] {weight, divisions});
        return numbers;
    }

    /** What is here fades by as much as the weights of the later examples have grown. */
    @Override
    void take(List<double[]> later) {
        requireWeights(later);
        List<double[]> sums = later.subList(0, later.size() - 1);
        double[] weights = later.get(later.size() - 1);
        Measurement following = Measurement.ofStream(task, measures);
        following.merge(sums);
        following.scale(weight);
        measurement.scale(Math.scalb(1.0, (int) (-LARGE_EXPONENT * weights[1])));
        measurement.merge(following.state());
        weight *= weights[0];
        divisions += weights[1];
        divideIfLarge();
    }

    private static void requireWeights(List<double[]> numbers) {
        if (numbers.isEmpty() || numbers.get(numbers.size() - 1).length != 2) {
            throw new IllegalArgumentException("fading figures end with their weight, got none");
        }
    }
}
