package dev.gradstream.job.generate;

import dev.gradstream.job.replay.SplitMix64;
import java.util.List;

/**
 * Sine concepts: two features, each uniform in [0, 1). Concept 1, SINE1, has class 1 where x2 is
 * below sin(x1), else 0; concept 2 is its reverse. Concept 3, SINE2, has class 1 where x2 is below
 * 0.5 + 0.3 sin(3 pi x1), and concept 4 is its reverse.
 *
 * <p>Source: J. Gama, P. Medas, G. Castillo, P. Rodrigues, "Learning with drift detection", SBIA
 * 2004, where a drift is from a concept to its reverse.
 *
 * @param order the concepts, from 1 to 4, in the order in which drifts bring them, again and again
 */
public record Sine(List<Integer> order) implements ConceptFamily {
    private static final int CONCEPTS = 4;

    public Sine {
        order = ConceptOrder.require(order, CONCEPTS);
    }

    @Override
    public String name() {
        return "sine";
    }

    @Override
    public int features() {
        return 2;
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public Concept concept(int drifts, SplitMix64 ignored) {
        int number = ConceptOrder.at(order, drifts);
        boolean reversed = number % 2 == 0;
        return (random, x) -> {
            x[0] = random.nextDouble();
            x[1] = random.nextDouble();
            double curve = number <= 2 ? Math.sin(x[0]) : 0.5 + 0.3 * Math.sin(3 * Math.PI * x[0]);
            return x[1] < curve != reversed ? 1 : 0;
        };
    }
}
