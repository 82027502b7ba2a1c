package dev.gradstream.job.generate;

import dev.gradstream.job.replay.SplitMix64;

/**
 * Random radial basis functions: clouds of examples around centroids in the unit cube. A centroid
 * has a class, and a weight and a deviation, each uniform in [0, 1). An example belongs to a
 * centroid, drawn by weight, lies from it in a random direction, at a distance that is normal with
 * the centroid's deviation, and has its class. Classes go round the centroids, so each has some.
 *
 * <p>With each example all centroids move by {@code speed} in directions of their own, and turn at
 * the walls of the cube. At a drift of the stream all are drawn anew.
 *
 * <p>Source: A. Bifet, G. Holmes, B. Pfahringer, R. Kirkby, R. Gavaldà, "New ensemble methods for
 * evolving data streams", KDD 2009; MOA's RandomRBFGeneratorDrift.
 *
 * @param features at least 1
 * @param classes at least 2
 * @param centroids at least as many as classes
 * @param speed 0 or more, in units of the cube's edge for each example
 */
public record RandomRbf(int features, int classes, int centroids, double speed)
        implements ConceptFamily {

    public RandomRbf {
        require(features >= 1, "features must be at least 1, got " + features);
        require(classes >= 2, "classes must be at least 2, got " + classes);
        require(
                centroids >= classes,
                "centroids must be at least one for each of the "
                        + classes
                        + " classes, got "
                        + centroids);
        require(speed >= 0 && speed <= 1, "speed must be from 0 to 1, got " + speed);
    }

    @Override
    public String name() {
        return "rbf";
    }

    @Override
    public Concept concept(int drifts, SplitMix64 random) {
        return new Clouds(random);
    }

    /** The centroids as they are now. */
    private final class Clouds implements Concept {
        private final double[][] centres = new double[centroids][features];
        private final double[][] directions = new double[centroids][features];
        private final double[] deviations = new double[centroids];
        private final double[] weightsUpTo = new double[centroids];

        private Clouds(SplitMix64 random) {
            double total = 0;
            for (int c = 0; c < centroids; c++) {
                for (int i = 0; i < features; i++) {
                    centres[c][i] = random.nextDouble();
                }
                drawDirection(random, directions[c]);
                deviations[c] = random.nextDouble();
                total += random.nextDouble();
                weightsUpTo[c] = total;
            }
        }

        @Override
        public int draw(SplitMix64 random, double[] x) {
            int centroid = centroid(random.nextDouble() * weightsUpTo[centroids - 1]);
            drawDirection(random, x);
            double distance = deviations[centroid] * random.nextGaussian();
            for (int i = 0; i < x.length; i++) {
                x[i] = centres[centroid][i] + distance * x[i];
            }
            move();
            return centroid % classes;
        }

        private int centroid(double weight) {
            int centroid = 0;
            while (centroid < centroids - 1 && weight >= weightsUpTo[centroid]) {
                centroid++;
            }
            return centroid;
        }

        private void move() {
            for (int c = 0; c < centroids; c++) {
                for (int i = 0; i < features; i++) {
                    double moved = centres[c][i] + speed * directions[c][i];
                    if (moved < 0 || moved > 1) {
                        directions[c][i] = -directions[c][i];
                    }
                    centres[c][i] = Math.min(1, Math.max(0, moved));
                }
            }
        }
    }

    /** A vector of length 1, of independent normal numbers, so that no direction is preferred. */
    private static void drawDirection(SplitMix64 random, double[] into) {
        double squares = 0;
        while (squares == 0) {
            for (int i = 0; i < into.length; i++) {
                into[i] = random.nextGaussian();
                squares += into[i] * into[i];
            }
        }
        for (int i = 0; i < into.length; i++) {
            into[i] /= Math.sqrt(squares);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
