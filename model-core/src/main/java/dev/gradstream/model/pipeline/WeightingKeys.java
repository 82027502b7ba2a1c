package dev.gradstream.model.pipeline;

import dev.gradstream.model.learn.Balanced;
import dev.gradstream.model.pipeline.column.ColumnsList;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;

/** {@code training.sample_weight}, {@code class_weight} and {@code keep_negatives}. */
final class WeightingKeys {
    static final String SAMPLE_WEIGHT = "sample_weight";
    static final String CLASS_WEIGHT = "class_weight";
    static final String KEEP_NEGATIVES = "keep_negatives";

    private static final String BALANCED = "balanced";
    private static final Choice<Balanced> CLASS_WEIGHTS = Choice.only(BALANCED, new Balanced());
    private static final Range SHARE = new Range(0, false, 1, true, "above 0, up to 1");

    private WeightingKeys() {}

    /** What the section {@code training} says. */
    static Weighting read(Section training) {
        return new Weighting(
                training.optional(SAMPLE_WEIGHT).flatMap(ColumnsList::name),
                training.optional(CLASS_WEIGHT).flatMap(WeightingKeys::readClassWeight),
                training.number(KEEP_NEGATIVES, SHARE, 1));
    }

    private static Optional<Balanced> readClassWeight(Value value) {
        return value.isSection()
                ? value.section().flatMap(WeightingKeys::readArguments)
                : CLASS_WEIGHTS.read(value);
    }

    private static Optional<Balanced> readArguments(Section section) {
        Optional<Section> arguments =
                section.required(
                                BALANCED,
                                "write class_weight: balanced, or {balanced: {fading_factor:"
                                        + " 0.999}}")
                        .flatMap(Value::section);
        section.finish();
        double fading = arguments.map(a -> a.number("fading_factor", SHARE, 1)).orElse(1.0);
        arguments.ifPresent(Section::finish);
        return arguments.map(a -> new Balanced(fading));
    }
}
