package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.pipeline.column.DeclaredColumn;
import dev.gradstream.model.pipeline.yaml.Value;

/** Whether a field that says something of an example can be read beside features and target. */
record FieldCheck(DeclaredFeatures features, DeclaredTarget target) {

    /**
     * Reports a field that is a list for the features, or what is predicted. One that a feature
     * reads as a single value may be read here too.
     *
     * @param role of the field, as {@code a weight}
     */
    void check(String field, Value place, String role) {
        if (target.columns().filter(names -> names.contains(field)).isPresent()) {
            place.refuse(
                    place.describe()
                            + " is the target; what is predicted cannot be "
                            + role
                            + " too");
        }
        boolean isList =
                features.columns().stream()
                        .map(DeclaredColumn::column)
                        .filter(column -> column.fields().contains(field))
                        .map(Column::kind)
                        .anyMatch(Column.Kind::isList);
        if (isList) {
            place.refuse(
                    place.describe()
                            + " is a list for a column; "
                            + role
                            + " needs a field of its own");
        }
    }
}
