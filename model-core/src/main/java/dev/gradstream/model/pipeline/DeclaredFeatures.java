package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.column.DeclaredColumn;
import dev.gradstream.model.pipeline.column.DeclaredLag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Features as far as the file declares them well.
 *
 * @param columns of the features, with their places in the file
 * @param lags among the columns
 * @param window so many records as one example; empty for one record an example
 * @param indicator whether columns of numbers get a value that says that one is missing
 * @param complete whether every column, lag and window is known
 */
record DeclaredFeatures(
        Features features,
        List<DeclaredColumn> columns,
        List<DeclaredLag> lags,
        Optional<DeclaredWindow> window,
        boolean indicator,
        boolean complete) {

    DeclaredFeatures {
        columns = List.copyOf(columns);
        lags = List.copyOf(lags);
    }

    /** Width of a feature vector; empty where a column is not known. */
    OptionalInt width() {
        return complete ? OptionalInt.of(features.width()) : OptionalInt.empty();
    }

    /**
     * Whether the columns may read the target's field: where the target is that of a later record,
     * all earlier ones are known.
     */
    boolean knowsEarlierTargets() {
        return window.filter(records -> records.window().targetAhead() > 0).isPresent();
    }

    /** With features that follow from what is declared; incomplete where they do not. */
    DeclaredFeatures resolved(Optional<Features> features) {
        return new DeclaredFeatures(
                features.orElse(this.features),
                columns,
                lags,
                window,
                indicator,
                complete && features.isPresent());
    }
}
