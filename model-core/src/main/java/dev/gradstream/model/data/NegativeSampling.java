package dev.gradstream.model.data;

/**
 * Which examples of class 0 are learnt from: a share of all their keys, the same in every epoch and
 * after every restart. It is drawn independently of what {@link HoldOut} draws.
 *
 * @param kept share of the keys that is learnt from, in (0, 1]
 */
public record NegativeSampling(double kept) {
    /** Any number: it makes another hash of the same key. */
    private static final long OTHER = 0x9E3779B97F4A7C15L;

    public NegativeSampling {
        if (!(kept > 0 && kept <= 1)) {
            throw new IllegalArgumentException(
                    "the share of the negatives that is kept must be above 0, up to 1, got "
                            + kept);
        }
    }

    /**
     * Whether an example is learnt from. All are that are no negatives, or not for training.
     *
     * @param example with a single target, of which class 0 is the negative one
     */
    public boolean keeps(Example example) {
        return kept == 1
                || example.split() != Split.TRAINING
                || example.target()[0] != 0
                || KeyHash.unit(KeyHash.mix(example.key() ^ OTHER)) < kept;
    }
}
