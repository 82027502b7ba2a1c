package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.pipeline.column.ColumnsList;
import dev.gradstream.model.pipeline.column.DeclaredColumn;
import dev.gradstream.model.pipeline.column.MissingRule;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** {@code features}: how a record becomes features. */
final class FeaturesSection {
    private FeaturesSection() {}

    static DeclaredFeatures read(Section root) {
        Optional<Section> section =
                root.required("features", "write features: {columns: [age, income]}")
                        .flatMap(Value::section);
        return section.map(FeaturesSection::readSection).orElseGet(FeaturesSection::unknown);
    }

    private static DeclaredFeatures readSection(Section section) {
        FormatSection format = FormatSection.read(section.optional("format"));
        Optional<String> key = section.optional("key").flatMap(ColumnsList::name);
        Optional<String> eventTime = section.optional("event_time").flatMap(ColumnsList::name);
        MissingRule missing = MissingRule.read(section.optional("missing"));
        Optional<ColumnsList> columns =
                section.required("columns", "list them, as columns: [age, income]")
                        .flatMap(value -> ColumnsList.read(value, missing.indicator()));
        Optional<Value> windowKey = section.optional("window");
        Optional<DeclaredWindow> window = windowKey.flatMap(WindowKey::read);
        Scaling scaling =
                section.optional("scaling").flatMap(ScalingKey::read).orElse(Scaling.NONE);
        section.finish();
        List<DeclaredColumn> declared = columns.map(ColumnsList::columns).orElse(List.of());
        Features features =
                new Features(
                        format.format(),
                        key,
                        eventTime,
                        declared.stream().map(DeclaredColumn::column).toList(),
                        scaling,
                        missing.missing(),
                        format.avro());
        return new DeclaredFeatures(
                features,
                declared,
                columns.map(ColumnsList::lags).orElse(List.of()),
                window,
                missing.indicator(),
                columns.map(ColumnsList::complete).orElse(false)
                        && windowKey.isPresent() == window.isPresent());
    }

    private static DeclaredFeatures unknown() {
        Features none =
                new Features(
                        Features.Format.JSON,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Scaling.NONE);
        return new DeclaredFeatures(none, List.of(), List.of(), Optional.empty(), false, false);
    }
}
