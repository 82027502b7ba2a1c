package dev.gradstream.model.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A cursor over JSON that nobody vouches for: every value must have the type that is asked for, no
 * name may come twice, nothing may follow, and each refusal is a {@link SnapshotFormatException}.
 */
final class StrictJson implements AutoCloseable {
    private static final int MAX_DEPTH = 8;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxStringLength(SafeTensors.MAX_HEADER_BYTES)
                                    .build())
                    .build();

    private final JsonParser parser;
    private final String what;

    /**
     * Stands at the text's one value.
     *
     * @param what names the text in messages, as "the safetensors header"
     */
    StrictJson(String text, String what) {
        this.what = what;
        try {
            parser = FACTORY.createParser(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        advance();
    }

    /** Enters the object that the cursor stands at. */
    void enterObject() {
        require(JsonToken.START_OBJECT, "an object");
    }

    /** Enters the array that the cursor stands at. */
    void enterArray() {
        require(JsonToken.START_ARRAY, "an array");
    }

    /** Goes to the next field's value; false at the end of the object. */
    boolean nextField() {
        if (advance() == JsonToken.END_OBJECT) {
            return false;
        }
        advance();
        return true;
    }

    /** Goes to the next element; false at the end of the array. */
    boolean nextElement() {
        return advance() != JsonToken.END_ARRAY;
    }

    /** Name of the field whose value the cursor stands at, or stood at last. */
    String name() {
        try {
            return String.valueOf(parser.currentName());
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    String string() {
        require(JsonToken.VALUE_STRING, "a string");
        try {
            return parser.getText();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    long integer() {
        require(JsonToken.VALUE_NUMBER_INT, "an integer");
        try {
            return parser.getLongValue();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    double number() {
        if (!parser.currentToken().isNumeric()) {
            throw new SnapshotFormatException(what + " needs a number" + place());
        }
        try {
            return parser.getDoubleValue();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** Nothing but white space may follow. */
    void end() {
        try {
            if (parser.nextToken() != null) {
                throw new SnapshotFormatException(what + " goes on after its JSON value" + place());
            }
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private JsonToken advance() {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new SnapshotFormatException(what + " ends too early" + place());
            }
            return token;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private void require(JsonToken token, String description) {
        if (parser.currentToken() != token) {
            throw new SnapshotFormatException(what + " needs " + description + place());
        }
    }

    private String place() {
        return " at character " + parser.currentTokenLocation().getCharOffset();
    }

    private SnapshotFormatException refusal(IOException e) {
        String reason =
                e instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : e.getMessage();
        return new SnapshotFormatException(what + " is not sound JSON: " + reason);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
