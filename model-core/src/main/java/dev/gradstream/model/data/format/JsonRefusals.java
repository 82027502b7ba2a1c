package dev.gradstream.model.data.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.field.Utf8Text;
import java.util.List;

/** What is wrong with a JSON record, in words. */
final class JsonRefusals {
    private JsonRefusals() {}

    static RefusedRecordException malformed(JsonProcessingException problem) {
        String where =
                problem.getLocation() == null
                        ? ""
                        : " at byte " + Math.max(0, problem.getLocation().getByteOffset());
        return new RefusedRecordException(
                Reason.MALFORMED,
                "the value is not a JSON object"
                        + where
                        + ": "
                        + Excerpt.sentence(problem.getOriginalMessage()));
    }

    static RefusedRecordException noObject(JsonToken found) {
        return new RefusedRecordException(
                Reason.MALFORMED,
                "the value is " + describe(found) + "; a JSON object belongs there");
    }

    static RefusedRecordException trailing() {
        return new RefusedRecordException(
                Reason.MALFORMED,
                "the value goes on behind the JSON object; one object belongs in a record");
    }

    static RefusedRecordException repeated(String field) {
        return new RefusedRecordException(
                Reason.MALFORMED, field + " stands twice in the record; keep one");
    }

    static RefusedRecordException missing(List<String> fields) {
        return new RefusedRecordException(
                Reason.MISSING_COLUMN,
                "the object lacks " + Excerpt.list(fields) + ", which the schema names");
    }

    static RefusedRecordException noUtf8() {
        return new RefusedRecordException(
                Reason.MALFORMED, "the value is not UTF-8; a JSON object in UTF-8 belongs there");
    }

    static RefusedRecordException isNull(String field, Kind wanted) {
        return new RefusedRecordException(
                Reason.MISSING_VALUE, field + " is null; " + belongs(wanted));
    }

    static RefusedRecordException structured(String field, JsonToken found, Kind wanted) {
        return new RefusedRecordException(
                reason(wanted), field + " holds " + describe(found) + "; " + belongs(wanted));
    }

    static RefusedRecordException other(String field, JsonToken found, Utf8Text text, Kind wanted) {
        return new RefusedRecordException(
                reason(wanted),
                field
                        + " is "
                        + describe(found)
                        + ", "
                        + Excerpt.of(text.bytes(), text.from(), text.to())
                        + "; "
                        + belongs(wanted));
    }

    static RefusedRecordException noJsonNumber(String field, Utf8Text text) {
        return new RefusedRecordException(
                Reason.NOT_FINITE,
                field
                        + " is "
                        + Excerpt.of(text.bytes(), text.from(), text.to())
                        + ", which is no JSON; "
                        + belongs(Kind.TEXT));
    }

    private static Reason reason(Kind wanted) {
        return wanted == Kind.NUMBER || wanted == Kind.NUMBERS
                ? Reason.NOT_A_NUMBER
                : Reason.MALFORMED;
    }

    private static String belongs(Kind wanted) {
        String what = wanted == Kind.TEXT ? "a string or number" : wanted.description();
        return what + " belongs there";
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "a number";
        };
    }
}
