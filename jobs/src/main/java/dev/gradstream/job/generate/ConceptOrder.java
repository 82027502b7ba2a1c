package dev.gradstream.job.generate;

import java.util.List;

/** In which order drifts bring the numbered concepts of a paper. */
final class ConceptOrder {
    private ConceptOrder() {}

    /**
     * The order itself.
     *
     * @throws IllegalArgumentException if it is empty or names a concept that is not there
     */
    static List<Integer> require(List<Integer> order, int concepts) {
        if (order.isEmpty() || order.stream().anyMatch(n -> n < 1 || n > concepts)) {
            throw new IllegalArgumentException(
                    "concepts must be numbers from 1 to " + concepts + ", got " + order);
        }
        return List.copyOf(order);
    }

    /** The concept after so many drifts; behind the last comes the first again. */
    static int at(List<Integer> order, int drifts) {
        return order.get(drifts % order.size());
    }
}
