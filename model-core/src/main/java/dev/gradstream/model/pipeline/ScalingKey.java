package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code scaling}, of features and target: a name, or {@code {standard: {fading_factor: 0.999}}}.
 */
final class ScalingKey {
    private static final Choice<Scaling> SCALING = new Choice<>(scalings(), List.of());

    private static final Range SHARE = new Range(0, false, 1, true, "above 0, up to 1");

    private ScalingKey() {}

    /** The scaling; empty, with the problem reported, if the value names none. */
    static Optional<Scaling> read(Value value) {
        return value.isSection()
                ? value.section().flatMap(section -> readArguments(section, value))
                : SCALING.read(value);
    }

    private static Optional<Scaling> readArguments(Section section, Value value) {
        Map<String, Value> named = section.values();
        if (named.size() != 1) {
            value.refuse("must be one name with its arguments, found " + named.size() + " keys");
            return Optional.empty();
        }
        String name = named.keySet().iterator().next();
        Value arguments = named.get(name);
        return SCALING.named(name, arguments)
                .flatMap(scaling -> arguments.section().map(a -> withArguments(scaling, a)));
    }

    private static Scaling withArguments(Scaling scaling, Section arguments) {
        Scaling read =
                scaling.kind() == Scaling.Kind.STANDARD
                        ? Scaling.standard(arguments.number("fading_factor", SHARE, 1))
                        : scaling;
        arguments.finish();
        return read;
    }

    private static Map<String, Scaling> scalings() {
        Map<String, Scaling> scalings = new LinkedHashMap<>();
        for (Scaling scaling : List.of(Scaling.NONE, Scaling.STANDARD, Scaling.MIN_MAX)) {
            scalings.put(scaling.toString(), scaling);
        }
        return scalings;
    }
}
