package dev.gradstream.model.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A target as far as the file declares it well.
 *
 * @param classes of no labels for a number; empty where they are not known
 */
record DeclaredTarget(Optional<String> column, Optional<List<String>> classes) {

    /** How many classes there are, 0 for a number; empty where that is not known. */
    OptionalInt classCount() {
        return classes.isPresent() ? OptionalInt.of(classes.get().size()) : OptionalInt.empty();
    }

    /** The target; of a file without problems. */
    Target target() {
        return new Target(column.orElseThrow(), classes.orElseThrow());
    }
}
