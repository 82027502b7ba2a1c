package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;

/**
 * Labels as far as the file declares them well.
 *
 * @param labels empty where there are none, or where they have problems
 * @param place of the section; empty without it
 * @param otherwisePlace of that key; empty without it
 */
record DeclaredLabels(
        Optional<Labels> labels, Optional<Value> place, Optional<Value> otherwisePlace) {

    /** That records hold their targets. */
    static final DeclaredLabels NONE =
            new DeclaredLabels(Optional.empty(), Optional.empty(), Optional.empty());
}
