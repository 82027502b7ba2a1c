package dev.gradstream.model.eval.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was measured.
 *
 * @param values by the measure's name, in the order in which they were asked for; NaN where there
 *     is none
 * @param byClass figures of each class, by its number; empty unless they were asked for
 * @param confusion examples by actual and predicted class; empty unless they were asked for
 * @param classes labels by number, for the two
 */
public record Figures(
        Map<String, Double> values,
        List<OfClass> byClass,
        List<List<Double>> confusion,
        List<String> classes) {

    /** Nothing. */
    public static final Figures NONE = new Figures(Map.of(), List.of(), List.of(), List.of());

    /**
     * Figures of one class.
     *
     * @param examples of the class; their weight, where they fade
     */
    public record OfClass(double precision, double recall, double f1, double examples) {}

    public Figures {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        byClass = List.copyOf(byClass);
        confusion = confusion.stream().map(List::copyOf).toList();
        classes = List.copyOf(classes);
    }

    /** The same with one more value, the first. */
    public Figures with(String name, double value) {
        Map<String, Double> more = new LinkedHashMap<>(Map.of(name, value));
        more.putAll(values);
        return new Figures(more, byClass, confusion, classes);
    }

    /** The value of that name; empty where it was not measured, or there is none. */
    public OptionalDouble value(String name) {
        double value = values.getOrDefault(name, Double.NaN);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
