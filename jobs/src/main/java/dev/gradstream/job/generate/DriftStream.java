package dev.gradstream.job.generate;

import dev.gradstream.job.generate.ConceptFamily.Concept;
import dev.gradstream.job.replay.SplitMix64;

/**
 * Examples without end, the same for the same seed. Features, drift and noise each have a random
 * generator of their own: another noise, or another drift between concepts of the same features,
 * leaves the features as they are.
 */
final class DriftStream {
    private final Drift drift;
    private final double noise;
    private final int classes;
    private final Concept[] concepts;
    private final SplitMix64 examples;
    private final SplitMix64 mixing;
    private final SplitMix64 mistakes;
    private long next;

    /**
     * @param noise probability of a label to be wrong, in [0, 1]
     */
    DriftStream(ConceptFamily family, Drift drift, double noise, long seed) {
        this.drift = drift;
        this.noise = requireNoise(noise);
        classes = family.classes();
        SplitMix64 root = new SplitMix64(seed);
        examples = root.split();
        mixing = root.split();
        mistakes = root.split();
        concepts = new Concept[drift.concepts()];
        for (int i = 0; i < concepts.length; i++) {
            concepts[i] = family.concept(i, root.split());
        }
    }

    /**
     * A probability of a label to be wrong.
     *
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    static double requireNoise(double noise) {
        if (!(noise >= 0 && noise <= 1)) {
            throw new IllegalArgumentException("noise must be from 0 to 1, got " + noise);
        }
        return noise;
    }

    /**
     * Draws the next example.
     *
     * @param features to be filled
     * @return its label, from 0; a wrong one is any other with the same probability
     */
    int next(double[] features) {
        int concept = drift.concept(next++, mixing);
        int label = concepts[concept].draw(examples, features);
        boolean wrong = mistakes.nextDouble() < noise;
        int shift = 1 + mistakes.nextInt(classes - 1);
        return wrong ? (label + shift) % classes : label;
    }
}
