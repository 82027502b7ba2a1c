package dev.gradstream.model.data;

/** How features are scaled before the network sees them; statistics are learnt from the stream. */
public enum Scaling {
    /** As they are. */
    NONE,
    /** To mean 0 and variance 1, as scikit-learn's {@code StandardScaler}. */
    STANDARD
}
