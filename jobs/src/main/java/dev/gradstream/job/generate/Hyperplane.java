package dev.gradstream.job.generate;

import dev.gradstream.job.replay.SplitMix64;

/**
 * A rotating hyperplane: features uniform in [0, 1), and class 1 where the sum of w_i x_i is at
 * least half the sum of the weights w_i, else 0, so that both classes are as frequent. The weights
 * begin uniform in [0, 1).
 *
 * <p>After each example, each of the first {@code rotating} weights moves by {@code magnitude} up
 * or down, which it does until it turns, with the probability {@code sigma} for each example. At a
 * drift of the stream all weights are drawn anew.
 *
 * <p>Source: G. Hulten, L. Spencer, P. Domingos, "Mining time-changing data streams", KDD 2001;
 * parameters as in MOA's HyperplaneGenerator.
 *
 * @param features at least 2
 * @param rotating how many weights change, from 0 to the number of features
 * @param magnitude by how much they change with each example, 0 or more
 * @param sigma probability of a weight to turn, in [0, 1]
 */
public record Hyperplane(int features, int rotating, double magnitude, double sigma)
        implements ConceptFamily {

    public Hyperplane {
        require(features >= 2, "features must be at least 2, got " + features);
        require(
                rotating >= 0 && rotating <= features,
                "rotating must be from 0 to the " + features + " features, got " + rotating);
        require(
                magnitude >= 0 && Double.isFinite(magnitude),
                "magnitude must be 0 or more, got " + magnitude);
        require(sigma >= 0 && sigma <= 1, "sigma must be from 0 to 1, got " + sigma);
    }

    @Override
    public String name() {
        return "hyperplane";
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public Concept concept(int drifts, SplitMix64 random) {
        return new Plane(random);
    }

    /** The weights as they are now. */
    private final class Plane implements Concept {
        private final double[] weights = new double[features];
        private final int[] directions = new int[rotating];

        private Plane(SplitMix64 random) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = random.nextDouble();
            }
            for (int i = 0; i < directions.length; i++) {
                directions[i] = random.nextInt(2) == 0 ? -1 : 1;
            }
        }

        @Override
        public int draw(SplitMix64 random, double[] x) {
            double sum = 0;
            double half = 0;
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextDouble();
                sum += weights[i] * x[i];
                half += weights[i] / 2;
            }
            rotate(random);
            return sum >= half ? 1 : 0;
        }

        private void rotate(SplitMix64 random) {
            for (int i = 0; i < directions.length; i++) {
                weights[i] += directions[i] * magnitude;
                if (random.nextDouble() < sigma) {
                    directions[i] = -directions[i];
                }
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
