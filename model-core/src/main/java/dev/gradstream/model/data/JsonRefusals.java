package dev.gradstream.model.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.util.List;

/** What is wrong with a JSON record, in words. */
final class JsonRefusals {
    private static final String NUMBER = "a number belongs there";
    private static final String TEXT = "a string or number belongs there";

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

    static RefusedRecordException isNull(String field, boolean number) {
        return new RefusedRecordException(
                Reason.MISSING_VALUE, field + " is null; " + (number ? NUMBER : TEXT));
    }

    static RefusedRecordException structured(String field, JsonToken found, boolean number) {
        return new RefusedRecordException(
                number ? Reason.NOT_A_NUMBER : Reason.MALFORMED,
                field + " holds " + describe(found) + "; " + (number ? NUMBER : TEXT));
    }

    static RefusedRecordException notANumber(String field, JsonToken found, Utf8Text text) {
        return new RefusedRecordException(
                Reason.NOT_A_NUMBER,
                field
                        + " is "
                        + describe(found)
                        + ", "
                        + Excerpt.of(text.bytes(), 0, text.length())
                        + "; "
                        + NUMBER);
    }

    static RefusedRecordException noJsonNumber(String field, Utf8Text text) {
        return new RefusedRecordException(
                Reason.NOT_FINITE,
                field
                        + " is "
                        + Excerpt.of(text.bytes(), 0, text.length())
                        + ", which is no JSON; "
                        + TEXT);
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
