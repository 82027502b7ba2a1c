package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.pipeline.column.ColumnsList;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** {@code target}: what is to be predicted. */
final class TargetSection {
    private static final String REMEDY =
            "write target: {column: diagnosis, classes: [no, yes]}, or columns: [a, b] for several";

    private TargetSection() {}

    /**
     * The target.
     *
     * @param features the columns that it cannot be one of
     */
    static DeclaredTarget read(Section root, DeclaredFeatures features) {
        return root.required("target", REMEDY)
                .flatMap(Value::section)
                .map(section -> readSection(section, features))
                .orElse(DeclaredTarget.UNKNOWN);
    }

    private static DeclaredTarget readSection(Section section, DeclaredFeatures features) {
        Optional<Value> several = section.optional("columns");
        Optional<List<String>> columns =
                several.isPresent()
                        ? severalColumns(section, several.get(), features)
                        : oneColumn(section, features);
        Optional<Value> classesKey = section.optional("classes");
        Optional<List<String>> classes =
                classesKey.isPresent()
                        ? classesKey.flatMap(ClassLabelsList::read)
                        : Optional.of(List.of());
        if (several.isPresent() && classesKey.isPresent()) {
            classesKey
                    .get()
                    .refuse(
                            "belongs to a single column, as column: kind; target.columns hold"
                                    + " numbers, zeros and ones, or probabilities");
        }
        Optional<Value> scalingKey = section.optional("scaling");
        Scaling scaling = scalingKey.flatMap(ScalingKey::read).orElse(Scaling.NONE);
        section.finish();
        return new DeclaredTarget(columns, classes, scaling, scalingKey);
    }

    private static Optional<List<String>> oneColumn(Section section, DeclaredFeatures features) {
        Optional<Value> place =
                section.required(
                        "column", "name the column that is to be predicted, or several as columns");
        Optional<String> column = place.flatMap(ColumnsList::name);
        column.ifPresent(name -> refuseKnown(place.get(), name, features));
        return column.map(List::of);
    }

    private static Optional<List<String>> severalColumns(
            Section section, Value place, DeclaredFeatures features) {
        section.optional("column")
                .ifPresent(
                        column ->
                                column.refuse(
                                        "stands beside target.columns; write one of the two"));
        return TargetColumns.read(place, features);
    }

    /** Reports a column that the record holds for something else. */
    static void refuseKnown(Value place, String name, DeclaredFeatures features) {
        String shown = place.describe();
        Features read = features.features();
        boolean isInput = read.columns().stream().anyMatch(c -> c.fields().contains(name));
        if (isInput && !features.knowsEarlierTargets()) {
            place.refuse(
                    shown + " is one of features.columns; what is predicted cannot be an input");
        }
        if (read.key().filter(name::equals).isPresent()) {
            place.refuse(shown + " is features.key; what is predicted cannot name the example");
        }
        if (read.eventTime().filter(name::equals).isPresent()) {
            place.refuse(shown + " is features.event_time; what is predicted cannot be its time");
        }
    }
}
