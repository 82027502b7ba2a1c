package dev.gradstream.job.generate;

import dev.gradstream.job.replay.SplitMix64;
import java.util.List;

/**
 * SEA concepts: three features, each uniform in [0, 10), of which the third means nothing. The
 * class is 1 where x1 + x2 is above a threshold, else 0; concepts 1 to 4 have the thresholds 8, 9,
 * 7 and 9.5.
 *
 * <p>Source: W. N. Street, Y. Kim, "A streaming ensemble algorithm (SEA) for large-scale
 * classification", KDD 2001. The paper labels 10 % of the examples wrongly; here noise is an option
 * of the stream.
 *
 * @param order the concepts, from 1 to 4, in the order in which drifts bring them, again and again
 */
public record Sea(List<Integer> order) implements ConceptFamily {
    private static final double[] THRESHOLDS = {8, 9, 7, 9.5};
    private static final double RANGE = 10;

    public Sea {
        order = ConceptOrder.require(order, THRESHOLDS.length);
    }

    @Override
    public String name() {
        return "sea";
    }

    @Override
    public int features() {
        return 3;
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public Concept concept(int drifts, SplitMix64 ignored) {
        double threshold = THRESHOLDS[ConceptOrder.at(order, drifts) - 1];
        return (random, x) -> {
            for (int i = 0; i < x.length; i++) {
                x[i] = RANGE * random.nextDouble();
            }
            return x[0] + x[1] <= threshold ? 0 : 1;
        };
    }
}
