package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.TextIndex;
import dev.gradstream.model.data.field.Utf8Text;
import dev.gradstream.model.data.format.RecordSchema.SplitColumn;
import java.util.List;

/**
 * Reads off fields what an example is for. One that is held out for the test and for validation is
 * the test's.
 */
final class SplitEncoder {
    private final Rule[][] rules;

    /** Texts that hold an example out. */
    private record Rule(Split split, TextIndex values) {}

    /**
     * @param fields the record's, among them those of the columns
     */
    SplitEncoder(List<SplitColumn> columns, List<String> fields) {
        rules =
                fields.stream()
                        .map(
                                field ->
                                        columns.stream()
                                                .filter(column -> column.field().equals(field))
                                                .map(SplitEncoder::rule)
                                                .toArray(Rule[]::new))
                        .toArray(Rule[][]::new);
    }

    private static Rule rule(SplitColumn column) {
        return new Rule(column.split(), new TextIndex(column.values()));
    }

    /** Whether the field says what an example is for. */
    boolean reads(int field) {
        return rules[field].length > 0;
    }

    /** Takes the value of a field; does nothing if it says nothing of this. */
    void encode(int field, FieldValue value, Example into) throws RefusedRecordException {
        if (!reads(field)) {
            return;
        }
        Utf8Text text = value.text();
        if (text.isEmpty()) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE,
                    value.name()
                            + " is empty; the text that says what the example is for, training"
                            + " or not, belongs there");
        }
        for (Rule rule : rules[field]) {
            if (into.split() != Split.TEST && rule.values.find(text) != TextIndex.NONE) {
                into.setSplit(rule.split);
            }
        }
    }
}
