package dev.gradstream.model.pipeline;

import java.util.OptionalInt;

/**
 * Features as far as the file declares them well.
 *
 * @param complete whether every column is known
 */
record DeclaredFeatures(Features features, boolean complete) {

    /** Width of a feature vector; empty where a column is not known. */
    OptionalInt width() {
        return complete ? OptionalInt.of(features.width()) : OptionalInt.empty();
    }
}
