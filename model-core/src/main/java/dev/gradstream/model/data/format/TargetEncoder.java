package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.Utf8Text;

/** Encodes the field that is to be predicted: a class as its number, a number as it is. */
final class TargetEncoder {
    private final ClassLabels labels;
    private final boolean classification;
    private final boolean zeroOrOne;

    TargetEncoder(RecordSchema schema) {
        labels = new ClassLabels(schema.classes());
        classification = !schema.classes().isEmpty();
        zeroOrOne = schema.zeroOrOne();
    }

    void encode(FieldValue value, float[] target) throws RefusedRecordException {
        target[0] = classification ? labels.indexOf(value.name(), value.text()) : number(value);
    }

    private float number(FieldValue value) throws RefusedRecordException {
        float number = value.number();
        if (zeroOrOne && number != 0 && number != 1) {
            Utf8Text written = value.text();
            throw new RefusedRecordException(
                    Reason.UNKNOWN_CLASS,
                    value.name()
                            + " is "
                            + Excerpt.of(written.bytes(), written.from(), written.to())
                            + "; 0 or 1 belongs there");
        }
        return number;
    }
}
