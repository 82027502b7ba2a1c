package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Arguments of something that is named in a file. Where a value is of no use, that is reported and
 * another one given, so that reading can go on.
 */
record Arguments(Section section) {

    /** A number that may be left out. */
    double number(String key, Range range, double otherwise) {
        return section.optional(key).flatMap(v -> v.number(range)).orElse(otherwise);
    }

    /**
     * A number that must be there.
     *
     * @param example for the message
     */
    double requiredNumber(String key, Range range, double example) {
        return section.required(key, "write " + key + ": " + example)
                .flatMap(v -> v.number(range))
                .orElse(example);
    }

    /** A whole number that may be left out. */
    int integer(String key, int min, int otherwise) {
        return optionalInteger(key, min).orElse(otherwise);
    }

    /** A whole number, if it is there. */
    OptionalInt optionalInteger(String key, int min) {
        return section.optional(key)
                .flatMap(v -> v.integer(min, Integer.MAX_VALUE))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /**
     * A whole number that must be there.
     *
     * @param example for the message
     */
    int requiredInteger(String key, int min, int example) {
        return section.required(key, "write " + key + ": " + example)
                .flatMap(v -> v.integer(min, Integer.MAX_VALUE))
                .orElse(example);
    }

    String text(String key, String otherwise) {
        return section.optional(key).flatMap(Value::text).orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return section.optional(key).flatMap(Value::flag).orElse(otherwise);
    }

    <E> E choice(String key, Choice<E> choice, E otherwise) {
        return section.optional(key).flatMap(choice::read).orElse(otherwise);
    }

    /**
     * The values of a list that must be there; empty, with a problem reported, if it is not.
     *
     * @param example for the message
     */
    List<Value> requiredList(String key, String example) {
        return section.required(key, "write " + key + ": " + example)
                .flatMap(Value::list)
                .orElse(List.of());
    }

    /** Two numbers of [0, 1), which may be left out. */
    Betas betas() {
        Optional<Value> value = section.optional("betas");
        return value.flatMap(Arguments::readBetas).orElse(Betas.DEFAULT);
    }

    private static Optional<Betas> readBetas(Value value) {
        List<Value> items = value.list().orElse(List.of());
        if (value.isList() && items.size() != 2) {
            value.refuse("must be two numbers, as [0.9, 0.999], found a list of " + items.size());
            return Optional.empty();
        }
        List<Double> betas =
                items.stream().flatMap(i -> i.number(Range.halfOpen(0, 1)).stream()).toList();
        return betas.size() == 2
                ? Optional.of(new Betas(betas.get(0), betas.get(1)))
                : Optional.empty();
    }

    /** The decay of Adam's two means. */
    record Betas(double beta1, double beta2) {
        static final Betas DEFAULT = new Betas(0.9, 0.999);
    }
}
