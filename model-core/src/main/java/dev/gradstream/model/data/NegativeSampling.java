package dev.gradstream.model.data;

/**
 * Which examples of class 0 are learnt from: a share of all records, the same after every restart.
 * Each record is drawn for by itself, also where others have its key: to correct a probability by
 * the share is right for nothing else. It is drawn independently of what {@link HoldOut} draws.
 *
 * @param kept share of the records that is learnt from, in (0, 1]
 */
public record NegativeSampling(double kept) {
    /** Any odd number: offsets that follow one another are far apart when multiplied by it. */
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
                || KeyHash.unit(KeyHash.mix(draw(example))) < kept;
    }

    /** Of the record by its place in Kafka; of several in one record by their keys, too. */
    private static long draw(Example example) {
        return KeyHash.of(example.key() ^ (example.offset() * OTHER), example.partition());
    }
}
