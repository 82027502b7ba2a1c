package dev.gradstream.model.data;

import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.util.List;

/** Encodes the fields of a target, given one by one as UTF-8 text. */
final class TargetEncoder {
    private final List<String> columns;
    private final TargetSchema.Kind kind;
    private final ClassLabels labels;

    TargetEncoder(TargetSchema schema) {
        columns = schema.columns();
        kind = schema.kind();
        labels = new ClassLabels(schema.classes());
    }

    /** Whether the fields are read as numbers, and as nothing else. */
    boolean isNumber() {
        return kind != TargetSchema.Kind.CLASS;
    }

    /** The value of one field, the text between two positions. */
    float encode(int column, byte[] text, int from, int to) throws RefusedRecordException {
        String field = columns.get(column);
        if (kind == TargetSchema.Kind.CLASS) {
            return labels.indexOf(field, text, from, to);
        }
        float number = FiniteNumber.parse(field, text, from, to);
        if (kind == TargetSchema.Kind.ZERO_OR_ONE && number != 0 && number != 1) {
            throw new RefusedRecordException(
                    Reason.UNKNOWN_CLASS,
                    field + " is " + Excerpt.of(text, from, to) + "; 0 or 1 belongs there");
        }
        if (kind == TargetSchema.Kind.DISTRIBUTION && !(number >= 0 && number <= 1)) {
            throw new RefusedRecordException(
                    Reason.NO_PROBABILITY,
                    field
                            + " is "
                            + Excerpt.of(text, from, to)
                            + "; a probability from 0 to 1 belongs there");
        }
        return number;
    }

    /** Checks the values of all fields together. */
    void end(float[] target) throws RefusedRecordException {
        if (kind != TargetSchema.Kind.DISTRIBUTION) {
            return;
        }
        double sum = 0;
        for (float probability : target) {
            sum += probability;
        }
        if (Math.abs(sum - 1) > TargetSchema.SUM_TOLERANCE) {
            throw new RefusedRecordException(
                    Reason.NO_PROBABILITY,
                    "the probabilities of "
                            + Excerpt.list(columns)
                            + " add up to "
                            + (float) sum
                            + "; 1 belongs there");
        }
    }
}
