package dev.gradstream.model.data.format;

import ch.randelshofer.fastdoubleparser.JavaFloatParser;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.field.EventTime;
import dev.gradstream.model.data.field.FieldValue;
import dev.gradstream.model.data.field.FiniteNumber;
import dev.gradstream.model.data.field.Utf8Text;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The value that a JSON parser stands at. */
final class JsonValue implements FieldValue {
    private final Utf8Text text = new Utf8Text();
    private JsonParser parser;
    private JsonToken token;
    private String field = "";

    /** Stands for the parser's present token. */
    JsonValue at(JsonParser parser, JsonToken token, String field) {
        this.parser = parser;
        this.token = token;
        this.field = field;
        return this;
    }

    @Override
    public String name() {
        return field;
    }

    @Override
    public boolean isMissing() throws RefusedRecordException {
        try {
            return token == JsonToken.VALUE_NULL
                    || (token == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public float number() throws RefusedRecordException {
        if (!token.isNumeric()) {
            throw refusal(Kind.NUMBER);
        }
        try {
            char[] characters = parser.getTextCharacters();
            int from = parser.getTextOffset();
            int length = parser.getTextLength();
            // NaN and Infinity in some spelling; only of these is there no float.
            float value =
                    token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()
                            ? Float.NaN
                            : JavaFloatParser.parseFloat(characters, from, length);
            if (!Float.isFinite(value)) {
                throw FiniteNumber.notFinite(
                        field, Excerpt.of(new String(characters, from, length)));
            }
            return value;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public boolean flag() throws RefusedRecordException {
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            Utf8Text digit = text();
            if (digit.length() == 1 && (digit.bytes()[0] | 1) == '1') {
                return digit.bytes()[0] == '1';
            }
        }
        throw refusal(Kind.FLAG);
    }

    @Override
    public long time() throws RefusedRecordException {
        Utf8Text written = text();
        return EventTime.parse(field, written.bytes(), written.from(), written.to());
    }

    @Override
    public Utf8Text text() throws RefusedRecordException {
        if (token == JsonToken.VALUE_NULL || token.isStructStart()) {
            throw refusal(Kind.TEXT);
        }
        try {
            int from = parser.getTextOffset();
            text.set(field, parser.getTextCharacters(), from, from + parser.getTextLength());
            if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
                throw JsonRefusals.noJsonNumber(field, text);
            }
            return text;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public boolean isList() {
        return token == JsonToken.START_ARRAY;
    }

    @Override
    public void beginList() throws RefusedRecordException {
        if (!isList()) {
            throw refusal(Kind.NUMBERS);
        }
    }

    @Override
    public boolean nextElement() throws RefusedRecordException {
        try {
            token = parser.nextToken();
            return token != JsonToken.END_ARRAY;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private RefusedRecordException refusal(Kind wanted) throws RefusedRecordException {
        if (token == JsonToken.VALUE_NULL) {
            return JsonRefusals.isNull(field, wanted);
        }
        return token.isStructStart()
                ? JsonRefusals.structured(field, token, wanted)
                : JsonRefusals.other(field, token, text(), wanted);
    }

    private static RefusedRecordException refusal(IOException problem) {
        if (problem instanceof JsonProcessingException syntax) {
            return JsonRefusals.malformed(syntax);
        }
        // Bytes in memory cannot fail to be read.
        throw new UncheckedIOException(problem);
    }
}
