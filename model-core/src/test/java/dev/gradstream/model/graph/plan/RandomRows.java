package dev.gradstream.model.graph.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Rows of random numbers, down to one row of one number, tiny and large. A failure shrinks to few
 * rows of simple numbers.
 *
 * @param values {@code [batch, width]}, row-major
 */
record RandomRows(int batch, int width, List<Double> values) {

    /**
     * Rows of numbers from -3 to 3, times a scale.
     *
     * @param scales one of which all numbers are multiplied by
     */
    static Arbitrary<RandomRows> of(Double... scales) {
        Arbitrary<Integer> size =
                Arbitraries.integers().between(1, 5).edgeCases(edge -> edge.includeOnly(1, 5));
        return Combinators.combine(size, size, Arbitraries.of(scales))
                .flatAs(
                        (batch, width, scale) ->
                                Arbitraries.doubles()
                                        .between(-3, 3)
                                        .edgeCases(edge -> edge.includeOnly(-3.0, 0.0, 3.0))
                                        .map(value -> value * scale)
                                        .list()
                                        .ofSize(batch * width)
                                        .map(values -> new RandomRows(batch, width, values)));
    }

    /** The same numbers, one a row: what has no classes has one output. */
    RandomRows asColumn() {
        return new RandomRows(batch * width, 1, values);
    }

    double[] array() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Running statistics, of which a variance is positive. */
    double[] runningStatistics(int count) {
        return Arrays.stream(parameters(count)).map(value -> 0.1 + Math.abs(value)).toArray();
    }

    /** Numbers for parameters, the same for the same rows. */
    double[] parameters(int count) {
        Random random = new Random(values.hashCode());
        return random.doubles(count, -1, 1).toArray();
    }
}
