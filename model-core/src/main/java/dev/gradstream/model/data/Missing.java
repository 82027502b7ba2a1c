package dev.gradstream.model.data;

/** What becomes of a record that lacks the value of a feature. */
public enum Missing {
    /** It goes to the dead letters. */
    REJECT,
    /** The value is the mean of those that were learnt from; 0 before there are any. */
    MEAN,
    /** The value is 0, as if that stood there. */
    ZERO;

    /**
     * What an encoder writes in the place of a value: NaN, which a mean takes the place of, or 0.
     */
    public float placeholder() {
        return this == MEAN ? Float.NaN : 0;
    }
}
