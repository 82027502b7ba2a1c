package dev.gradstream.model.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.field.FiniteNumber;
import dev.gradstream.model.data.field.Utf8;
import dev.gradstream.model.data.format.FieldPaths.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads records whose value is one JSON object in UTF-8, field by field, without building a tree.
 *
 * <p>Members that the schema does not name are skipped; a field {@code user.age} is a member of an
 * object. Numbers must be JSON numbers; a text is a string, or a number or boolean as it is
 * written. Nothing is allocated for a record but Jackson's parser, where its texts are ASCII.
 */
public final class JsonRecordDecoder implements RecordDecoder {
    /** Deepest nesting that is read. */
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
    private final Step root;
    private final boolean[] seen;
    private final JsonValue value = new JsonValue();
    private int count;

    public JsonRecordDecoder(RecordSchema schema) {
        encoder = new ExampleEncoder(schema);
        fields = encoder.fields();
        root = FieldPaths.root(fields);
        seen = new boolean[fields.size()];
    }

    @Override
    public void decode(byte[] key, long timestamp, byte[] value, Example into)
            throws RefusedRecordException {
        int start = RecordValue.start(value);
        if (!Utf8.isValid(value, start, value.length)) {
            throw JsonRefusals.noUtf8();
        }
        encoder.begin(timestamp, into);
        try (JsonParser parser = FACTORY.createParser(value, start, value.length - start)) {
            decodeRecord(parser, into);
        } catch (JsonProcessingException e) {
            throw JsonRefusals.malformed(e);
        } catch (IOException e) {
            // Bytes in memory cannot fail to be read.
            throw new UncheckedIOException(e);
        }
        encoder.end(key, into);
    }

    private void decodeRecord(JsonParser parser, Example into)
            throws IOException, RefusedRecordException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw RecordValue.empty();
        }
        if (first != JsonToken.START_OBJECT) {
            throw JsonRefusals.noObject(first);
        }
        Arrays.fill(seen, false);
        count = 0;
        decodeObject(parser, root, into);
        if (parser.nextToken() != null) {
            throw JsonRefusals.trailing();
        }
        if (count < seen.length) {
            takeMissing(into);
        }
    }

    /**
     * Members mostly come in the order of the last record: to compare a name with the one that is
     * expected is faster than to look it up.
     */
    private void decodeObject(JsonParser parser, Step object, Example into)
            throws IOException, RefusedRecordException {
        Step last = object;
        Optional<Step> expected = object.first();
        while (true) {
            if (expected.isPresent() && parser.nextFieldName(expected.get().name())) {
                last = expected.get();
                decodeMember(parser, last, into);
                expected = last.next();
                continue;
            }
            String name = expected.isPresent() ? parser.currentName() : parser.nextFieldName();
            if (parser.currentToken() == JsonToken.END_OBJECT) {
                return;
            }
            Step step = object.inside().get(name);
            if (step == null) {
                parser.nextToken();
                parser.skipChildren();
                continue;
            }
            if (last == object) {
                object.sawFirst(step);
            } else {
                last.sawNext(step);
            }
            last = step;
            decodeMember(parser, step, into);
            expected = step.next();
        }
    }

    private void decodeMember(JsonParser parser, Step step, Example into)
            throws IOException, RefusedRecordException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT && !step.inside().isEmpty()) {
            decodeObject(parser, step, into);
        } else if (step.field() == FieldPaths.NONE) {
            parser.skipChildren();
        } else {
            decodeField(parser, step.field(), token, into);
        }
    }

    private void decodeField(JsonParser parser, int field, JsonToken token, Example into)
            throws RefusedRecordException {
        if (seen[field]) {
            throw JsonRefusals.repeated(fields.get(field));
        }
        seen[field] = true;
        count++;
        encoder.encode(field, value.at(parser, token, fields.get(field)), into);
    }

    private void takeMissing(Example into) throws RefusedRecordException {
        List<String> required = new ArrayList<>();
        for (int field = 0; field < seen.length; field++) {
            if (!seen[field] && encoder.isRequired(field)) {
                required.add(fields.get(field));
            } else if (!seen[field]) {
                encoder.encodeMissing(field, into);
            }
        }
        if (!required.isEmpty()) {
            throw JsonRefusals.missing(required);
        }
    }
}
