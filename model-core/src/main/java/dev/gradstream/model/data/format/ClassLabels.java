package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.field.TextIndex;
import dev.gradstream.model.data.field.Utf8;
import dev.gradstream.model.data.field.Utf8Text;
import java.util.List;

/** The labels of a target's classes. */
final class ClassLabels {
    private final List<String> names;
    private final TextIndex index;

    ClassLabels(List<String> names) {
        this.names = names;
        index = new TextIndex(names);
    }

    /**
     * The position of the class that a text is the label of.
     *
     * @param field whose value it is, for messages
     */
    int indexOf(String field, Utf8Text label) throws RefusedRecordException {
        int found = index.find(label);
        if (found != TextIndex.NONE) {
            return found;
        }
        if (label.isEmpty()) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE,
                    field + " is empty; one of " + Excerpt.list(names) + " belongs there");
        }
        Utf8.requireValid(field, label.bytes(), label.from(), label.to());
        throw new RefusedRecordException(
                Reason.UNKNOWN_CLASS,
                field
                        + " is "
                        + Excerpt.of(label.bytes(), label.from(), label.to())
                        + ", no known class; one of "
                        + Excerpt.list(names)
                        + " belongs there");
    }
}
