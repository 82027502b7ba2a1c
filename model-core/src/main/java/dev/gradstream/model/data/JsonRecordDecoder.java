package dev.gradstream.model.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
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
            throw JsonRefusals.malformed(e);
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
            throw JsonRefusals.noObject(first);
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
            throw JsonRefusals.trailing();
        }
        if (count < fields.size()) {
            throw JsonRefusals.missing(fieldsNotSeen());
        }
    }

    private void decodeField(JsonParser parser, int field, JsonToken token, Example into)
            throws IOException, RefusedRecordException {
        String name = fields.get(field);
        boolean number = encoder.isNumber(field);
        if (seen[field]) {
            throw JsonRefusals.repeated(name);
        }
        seen[field] = true;
        if (token == JsonToken.VALUE_NULL) {
            throw JsonRefusals.isNull(name, number);
        }
        if (token.isStructStart()) {
            throw JsonRefusals.structured(name, token, number);
        }
        int start = parser.getTextOffset();
        text.set(name, parser.getTextCharacters(), start, start + parser.getTextLength());
        if (number && !token.isNumeric()) {
            throw JsonRefusals.notANumber(name, token, text);
        }
        if (!number && parser.isNaN()) {
            throw JsonRefusals.noJsonNumber(name, text);
        }
        encoder.encode(field, text.bytes(), 0, text.length(), into);
    }

    private List<String> fieldsNotSeen() {
        List<String> names = new ArrayList<>();
        for (int field = 0; field < seen.length; field++) {
            if (!seen[field]) {
                names.add(fields.get(field));
            }
        }
        return names;
    }
}
