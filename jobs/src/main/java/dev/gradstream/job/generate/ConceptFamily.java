package dev.gradstream.job.generate;

import dev.gradstream.job.replay.SplitMix64;

/** Concepts of one kind, between which a stream drifts. */
public interface ConceptFamily {

    /** How the generator is called. */
    String name();

    /** How many features an example has. */
    int features();

    /** How many classes there are. */
    int classes();

    /**
     * A new concept.
     *
     * @param drifts how many drifts come before it, from 0
     * @param random decides whatever about it is random
     */
    Concept concept(int drifts, SplitMix64 random);

    /** Draws examples. Holds the state of what changes from one to the next. */
    @FunctionalInterface
    interface Concept {
        /**
         * Draws the features of one example.
         *
         * @return its class, from 0
         */
        int draw(SplitMix64 random, double[] features);
    }
}
