package dev.gradstream.job.replay.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.gradstream.model.data.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes fields out of JSON objects, as texts. The field {@code user.age} is the member {@code age}
 * of the object {@code user}, or a member that is called {@code user.age}. Numbers and booleans are
 * as they are written, null and what is absent is empty, the values of a list stand between blanks.
 */
final class JsonFields {
    private final JsonFactory json = new JsonFactory();
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> prefixes = new HashSet<>();
    private final String[] fields;

    /** An object is no JSON, or does not hold what it should; the message says what. */
    static final class NotReadableException extends Exception {
        private static final long serialVersionUID = 1L;

        NotReadableException(String message) {
            super(message);
        }
    }

    JsonFields(List<String> wanted) {
        fields = new String[wanted.size()];
        for (String field : wanted) {
            places.put(field, places.size());
            for (int dot = field.indexOf('.'); dot >= 0; dot = field.indexOf('.', dot + 1)) {
                prefixes.add(field.substring(0, dot));
            }
        }
    }

    /** The wanted fields of one object, in their order. */
    List<String> read(byte[] object) throws NotReadableException {
        Arrays.fill(fields, null);
        try (JsonParser parser = json.createParser(object)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new NotReadableException(
                        "begins with "
                                + Excerpt.of(String.valueOf(parser.getText()))
                                + "; a JSON object that is whole on its line belongs there");
            }
            readMembers("", parser);
            if (parser.nextToken() != null) {
                throw new NotReadableException(
                        "goes on behind the object; one JSON object a line belongs there");
            }
        } catch (JsonProcessingException e) {
            throw new NotReadableException(
                    "no JSON at byte "
                            + e.getLocation().getByteOffset()
                            + ": "
                            + Excerpt.sentence(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new NotReadableException("no JSON: " + e.getMessage());
        }
        return Arrays.stream(fields).map(field -> field == null ? "" : field).toList();
    }

    private void readMembers(String prefix, JsonParser parser)
            throws IOException, NotReadableException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            String path = prefix + name;
            Integer place = places.get(path);
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && prefixes.contains(path)) {
                readMembers(path + ".", parser);
            } else if (place == null) {
                parser.skipChildren();
            } else {
                take(place, path, parser);
            }
        }
    }

    private void take(int place, String path, JsonParser parser)
            throws IOException, NotReadableException {
        if (fields[place] != null) {
            throw new NotReadableException(path + " stands there twice");
        }
        fields[place] =
                switch (parser.currentToken()) {
                    case VALUE_NULL -> "";
                    case START_ARRAY -> list(path, parser);
                    case START_OBJECT -> throw new NotReadableException(path + " is an object");
                    default -> parser.getText();
                };
    }

    private static String list(String path, JsonParser parser)
            throws IOException, NotReadableException {
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String value = parser.currentToken().isScalarValue() ? parser.getText() : "";
            if (parser.currentToken() == JsonToken.VALUE_NULL
                    || value.isEmpty()
                    || value.chars().anyMatch(Character::isWhitespace)) {
                throw new NotReadableException(
                        path
                                + " is a list with a value that is null, empty, or has parts; only"
                                + " format: json can be sent with that");
            }
            values.add(value);
        }
        return String.join(" ", values);
    }
}
