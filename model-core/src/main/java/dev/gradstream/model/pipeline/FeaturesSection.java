package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** {@code features}: how a record becomes features. */
final class FeaturesSection {
    private static final Choice<Features.Format> FORMAT =
            Choice.of("json", Features.Format.JSON, "csv", Features.Format.CSV)
                    .reserving("avro", "float32");

    /** What happens to a record that lacks a value. */
    private static final Choice<Boolean> MISSING =
            Choice.only("reject", Boolean.TRUE, "mean", "zero");

    private FeaturesSection() {}

    static DeclaredFeatures read(Section root) {
        Optional<Section> section =
                root.required("features", "write features: {columns: [age, income]}")
                        .flatMap(Value::section);
        return section.map(FeaturesSection::readSection).orElseGet(FeaturesSection::unknown);
    }

    private static DeclaredFeatures readSection(Section section) {
        Features.Format format =
                section.optional("format").flatMap(FORMAT::read).orElse(Features.Format.JSON);
        Optional<String> key = section.optional("key").flatMap(ColumnsList::name);
        Optional<String> eventTime = section.optional("event_time").flatMap(ColumnsList::name);
        Optional<ColumnsList> columns =
                section.required("columns", "list them, as columns: [age, income]")
                        .flatMap(ColumnsList::read);
        Scaling scaling =
                section.optional("scaling").flatMap(ScalingKey::read).orElse(Scaling.NONE);
        section.optional("missing").ifPresent(MISSING::read);
        section.finish();
        Features features =
                new Features(
                        format,
                        key,
                        eventTime,
                        columns.map(ColumnsList::columns).orElse(List.of()),
                        scaling);
        return new DeclaredFeatures(features, columns.map(ColumnsList::complete).orElse(false));
    }

    private static DeclaredFeatures unknown() {
        Features none =
                new Features(
                        Features.Format.JSON,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Scaling.NONE);
        return new DeclaredFeatures(none, false);
    }
}
