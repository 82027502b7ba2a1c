package dev.gradstream.model.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads records whose value is one JSON object in UTF-8, field by field, without building a tree.
 *
 * <p>Fields that the schema does not name are skipped. Numbers must be JSON numbers; a class label
 * is a string, or a number or boolean that is written like the label.
 */
public final class JsonRecordDecoder implements RecordDecoder {
    /** Deepest nesting that is read, in fields that the schema does not name. */
    public static final int MAX_NESTING = 64;

    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    // Names of unknown fields are data: they must not fill the JVM's string table.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    // Python writes NaN and Infinity; they are refused by the name of their column.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_NESTING)
                                    .maxNumberLength(FiniteNumber.MAX_LENGTH)
                                    .maxStringLength(MAX_VALUE_BYTES)
                                    .build())
                    .build();

    private final ExampleEncoder encoder;
    private final List<String> fields;
    private final Map<String, Integer> positions = new HashMap<>();
    private final boolean[] seen;
    private final Utf8Text text = new Utf8Text();

    public JsonRecordDecoder(RecordSchema schema) {
        encoder = new ExampleEncoder(schema);
        fields = encoder.fields();
        for (String field : fields) {
            positions.put(field, positions.size());
        }
        seen = new boolean[fields.size()];
    }

    @Override
    public void decode(byte[] key, long timestamp, byte[] value, Example into)
            throws RefusedRecordException {
        int start = RecordValue.start(value);
        encoder.begin(timestamp, into);
        try (JsonParser parser = FACTORY.createParser(value, start, value.length - start)) {
            decodeObject(parser, into);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            // Bytes in memory cannot fail to be read.
            throw new UncheckedIOException(e);
        }
        encoder.end(key, into);
    }

    private void decodeObject(JsonParser parser, Example into)
            throws IOException, RefusedRecordException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw RecordValue.empty();
        }
        if (first != JsonToken.START_OBJECT) {
            throw new RefusedRecordException(
                    Reason.MALFORMED,
                    "the value is " + describe(first) + "; a JSON object belongs there");
        }
        Arrays.fill(seen, false);
        int count = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Integer field = positions.get(name);
            JsonToken token = parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else {
                decodeField(parser, field, token, into);
                count++;
            }
        }
        if (parser.nextToken() != null) {
            throw new RefusedRecordException(
                    Reason.MALFORMED,
                    "the value goes on behind the JSON object; one object belongs in a record");
        }
        if (count < fields.size()) {
            throw missing();
        }
    }

    private void decodeField(JsonParser parser, int field, JsonToken token, Example into)
            throws IOException, RefusedRecordException {
        String name = fields.get(field);
        if (seen[field]) {
            throw new RefusedRecordException(
                    Reason.MALFORMED, name + " stands twice in the record; keep one");
        }
        seen[field] = true;
        if (token == JsonToken.VALUE_NULL) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE, name + " is null; " + remedy(field));
        }
        if (token.isStructStart()) {
            throw new RefusedRecordException(
                    encoder.isNumber(field) ? Reason.NOT_A_NUMBER : Reason.MALFORMED,
                    name + " holds " + describe(token) + "; " + remedy(field));
        }
        text.set(
                parser.getTextCharacters(),
                parser.getTextOffset(),
                parser.getTextOffset() + parser.getTextLength());
        if (encoder.isNumber(field) && !token.isNumeric()) {
            throw new RefusedRecordException(
                    Reason.NOT_A_NUMBER,
                    name
                            + " is "
                            + describe(token)
                            + ", "
                            + Excerpt.of(text.bytes(), 0, text.length())
                            + "; "
                            + remedy(field));
        }
        encoder.encode(field, text.bytes(), 0, text.length(), into);
    }

    private String remedy(int field) {
        return encoder.isNumber(field)
                ? "a number belongs there"
                : "a string or number belongs there";
    }

    private RefusedRecordException missing() {
        List<String> names = new ArrayList<>();
        for (int field = 0; field < seen.length; field++) {
            if (!seen[field]) {
                names.add(fields.get(field));
            }
        }
        return new RefusedRecordException(
                Reason.MISSING_COLUMN,
                "the object lacks " + Excerpt.list(names) + ", which the schema names");
    }

    private static RefusedRecordException malformed(JsonProcessingException problem) {
        String what = Excerpt.sentence(problem.getOriginalMessage());
        String where =
                problem.getLocation() == null
                        ? ""
                        : " at byte " + Math.max(0, problem.getLocation().getByteOffset());
        return new RefusedRecordException(
                Reason.MALFORMED, "the value is not a JSON object" + where + ": " + what);
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
