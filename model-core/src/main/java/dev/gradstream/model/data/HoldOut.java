package dev.gradstream.model.data;

/**
 * Which examples are held out for validation: a fraction of all keys, the same in every epoch, on
 * every machine and whatever the seed of the network, so that two models are measured on the same
 * examples.
 *
 * <p>The key's hash is mixed once more, so that the choice depends neither on the bits by which
 * Kafka or Flink spread keys over partitions nor on any other use of the key.
 *
 * @param fraction of the keys that is held out, in [0, 1)
 */
public record HoldOut(double fraction) {
    private static final double UNIT = 0x1p-53;

    public HoldOut {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "the fraction held out must be in [0, 1), got " + fraction);
        }
    }

    /**
     * What the example of that key is for.
     *
     * @param key {@link Example#key()}
     */
    public Split split(long key) {
        return holdsOut(key) ? Split.VALIDATION : Split.TRAINING;
    }

    /**
     * Whether the example of that key is held out.
     *
     * @param key {@link Example#key()}
     */
    public boolean holdsOut(long key) {
        return (mix(key) >>> 11) * UNIT < fraction;
    }

    /**
     * The finaliser of MurmurHash3, a bijection in which every input bit moves every output bit.
     */
    private static long mix(long key) {
        long hash = (key ^ (key >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
