package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.column.DeclaredColumn;
import java.util.List;
import java.util.OptionalInt;

/**
 * Features as far as the file declares them well.
 *
 * @param columns of the features, with their places in the file
 * @param complete whether every column is known
 */
record DeclaredFeatures(Features features, List<DeclaredColumn> columns, boolean complete) {

    /** Width of a feature vector; empty where a column is not known. */
    OptionalInt width() {
        return complete ? OptionalInt.of(features.width()) : OptionalInt.empty();
    }
}
