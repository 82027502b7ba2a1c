package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.pipeline.catalog.TargetForm;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/**
 * A target as far as the file declares it well.
 *
 * @param columns empty where they are not known
 * @param classes of no labels for anything but a class; empty where they are not known
 * @param scalingPlace where it stands in the file; empty without that key
 */
record DeclaredTarget(
        Optional<List<String>> columns,
        Optional<List<String>> classes,
        Scaling scaling,
        Optional<Value> scalingPlace) {

    /** Of which nothing is known. */
    static final DeclaredTarget UNKNOWN =
            new DeclaredTarget(Optional.empty(), Optional.empty(), Scaling.NONE, Optional.empty());

    /** How many columns and classes there are; empty where that is not known. */
    Optional<TargetForm> form() {
        return columns.flatMap(
                names -> classes.map(labels -> new TargetForm(names.size(), labels.size())));
    }

    /** The target; of a file without problems. */
    Target target() {
        return new Target(columns.orElseThrow(), classes.orElseThrow(), scaling);
    }
}
