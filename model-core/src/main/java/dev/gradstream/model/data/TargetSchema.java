package dev.gradstream.model.data;

import java.util.List;

/**
 * Which fields of a record say what is to be predicted, and what they may hold.
 *
 * @param columns the fields, in the order of the target's values; none where the record does not
 *     hold what is to be predicted
 * @param kind what stands in them
 * @param classes labels, by whose position a class is numbered; empty for other kinds
 */
public record TargetSchema(List<String> columns, Kind kind, List<String> classes) {

    /** Of records that do not hold what is to be predicted. */
    public static final TargetSchema ABSENT = new TargetSchema(List.of(), Kind.NUMBER, List.of());

    /** How far the sum of probabilities may be from 1. */
    public static final double SUM_TOLERANCE = 1e-3;

    /** What the fields of a target hold. */
    public enum Kind {
        /** Any numbers. */
        NUMBER,
        /** 0 or 1. */
        ZERO_OR_ONE,
        /** The label of a class, in a single field. */
        CLASS,
        /** Probabilities that sum to 1, a class each. */
        DISTRIBUTION
    }

    public TargetSchema {
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
        if (columns.isEmpty() && kind != Kind.NUMBER) {
            throw new IllegalArgumentException(
                    "a target of kind " + kind + " needs at least one column");
        }
        if ((kind == Kind.CLASS) == classes.isEmpty()) {
            throw new IllegalArgumentException(
                    "a target of kind " + kind + " does not go with classes " + classes);
        }
        if (kind == Kind.CLASS && columns.size() > 1) {
            throw new IllegalArgumentException(
                    "a class stands in one column, got " + Excerpt.list(columns));
        }
    }

    /**
     * One field.
     *
     * @param classes its labels; empty for a number
     * @param zeroOrOne whether a number is 0 or 1 and nothing else
     */
    public static TargetSchema of(String column, List<String> classes, boolean zeroOrOne) {
        Kind number = zeroOrOne ? Kind.ZERO_OR_ONE : Kind.NUMBER;
        return new TargetSchema(List.of(column), classes.isEmpty() ? number : Kind.CLASS, classes);
    }
}
