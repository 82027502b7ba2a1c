package dev.gradstream.model.learn.scaler;

import java.util.BitSet;

/**
 * What a scaler must know of the values in a feature vector.
 *
 * @param literal positions of values that mean what they are, as the ones and zeros of a category:
 *     scaling leaves them alone
 * @param filled whether NaN stands for a missing value, in whose place comes the mean
 */
public record FeatureLayout(BitSet literal, boolean filled) {
    /** Measurements, all of them there. */
    public static final FeatureLayout MEASUREMENTS = new FeatureLayout(new BitSet(), false);

    public FeatureLayout {
        literal = (BitSet) literal.clone();
    }

    @Override
    public BitSet literal() {
        return (BitSet) literal.clone();
    }

    /** The same gaps among values that all mean what they are. */
    FeatureLayout unscaled(int columns) {
        BitSet all = new BitSet();
        all.set(0, columns);
        return new FeatureLayout(all, filled);
    }
}
