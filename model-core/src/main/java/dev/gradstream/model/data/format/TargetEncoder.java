package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.Utf8Text;
import java.util.List;

/** Encodes the fields that are to be predicted: a class as its number, numbers as they are. */
final class TargetEncoder {
    private final List<String> columns;
    private final TargetSchema.Kind kind;
    private final ClassLabels labels;

    TargetEncoder(TargetSchema schema) {
        columns = schema.columns();
        kind = schema.kind();
        labels = new ClassLabels(schema.classes());
    }

    /**
     * Takes the value of one field.
     *
     * @param place of the field among those of the target
     */
    void encode(int place, FieldValue value, float[] target) throws RefusedRecordException {
        target[place] =
                kind == TargetSchema.Kind.CLASS
                        ? labels.indexOf(value.name(), value.text())
                        : number(value);
    }

    private float number(FieldValue value) throws RefusedRecordException {
        float number = value.number();
        if (kind == TargetSchema.Kind.ZERO_OR_ONE && number != 0 && number != 1) {
            throw refusal(Reason.UNKNOWN_CLASS, value, "0 or 1");
        }
        if (kind == TargetSchema.Kind.DISTRIBUTION && !(number >= 0 && number <= 1)) {
            throw refusal(Reason.NO_PROBABILITY, value, "a probability from 0 to 1");
        }
        return number;
    }

    private static RefusedRecordException refusal(Reason reason, FieldValue value, String wanted)
            throws RefusedRecordException {
        Utf8Text written = value.text();
        return new RefusedRecordException(
                reason,
                value.name()
                        + " is "
                        + Excerpt.of(written.bytes(), written.from(), written.to())
                        + "; "
                        + wanted
                        + " belongs there");
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
