package dev.gradstream.model.data;

/**
 * Which examples are held out by their key, for validation and for a test: fractions of all keys,
 * the same in every epoch, on every machine and whatever the seed of the network, so that two
 * models are measured on the same examples.
 *
 * <p>The key's hash is mixed once more, so that the choice depends neither on the bits by which
 * Kafka or Flink spread keys over partitions nor on any other use of the key. As a number u in [0,
 * 1) it is for validation below {@code fraction} and for the test from 1 − {@code test} on: neither
 * fraction, changed, moves an example from one of the two to the other.
 *
 * @param fraction of the keys that is held out for validation, in [0, 1)
 * @param test fraction of the keys that is held out for the test; below 1 with the other
 */
public record HoldOut(double fraction, double test) {
    /** Nothing is held out by its key. */
    public static final HoldOut NONE = new HoldOut(0);

    public HoldOut {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "the fraction held out must be in [0, 1), got " + fraction);
        }
        if (!(test >= 0 && fraction + test < 1)) {
            throw new IllegalArgumentException(
                    "the fractions held out must be 0 or more and below 1 together, got "
                            + fraction
                            + " and, for the test, "
                            + test);
        }
    }

    /** For validation alone. */
    public HoldOut(double fraction) {
        this(fraction, 0);
    }

    /**
     * What the example of that key is for.
     *
     * @param key {@link Example#key()}
     */
    public Split split(long key) {
        double u = KeyHash.unit(KeyHash.mix(key));
        if (u < fraction) {
            return Split.VALIDATION;
        }
        return u >= 1 - test ? Split.TEST : Split.TRAINING;
    }

    /**
     * Whether the example of that key is held out for validation.
     *
     * @param key {@link Example#key()}
     */
    public boolean holdsOut(long key) {
        return split(key) == Split.VALIDATION;
    }
}
