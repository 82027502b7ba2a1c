package dev.gradstream.model.data.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON reader written for nothing but to be obviously right: objects as lists of members, so that
 * a name may come twice, and numbers as they are written.
 */
final class PlainJson {
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    /** What Python and others write in the place of a number. */
    private static final Pattern NO_NUMBER = Pattern.compile("NaN|[+-]?(?:Infinity|INF)");

    private final String text;
    private int at;

    /** A number as it is written. */
    record Numeral(String written) {}

    /** Something that stands for a number and is none. */
    record NotFinite(String written) {}

    /** The members in their order. */
    record Members(List<Entry<String, Object>> members) {}

    private PlainJson(String text) {
        this.text = text;
    }

    /** The one value of a record; null for null. */
    static Object read(byte[] record) throws CharacterCodingException {
        String text =
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString();
        PlainJson json = new PlainJson(text.startsWith("\uFEFF") ? text.substring(1) : text);
        Object value = json.value();
        json.blanks();
        require(json.at == json.text.length());
        return value;
    }

    private Object value() {
        blanks();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> word();
        };
    }

    private Object object() {
        List<Entry<String, Object>> members = new ArrayList<>();
        take('{');
        blanks();
        if (peek() != '}') {
            do {
                blanks();
                String name = string();
                blanks();
                take(':');
                members.add(new SimpleEntry<>(name, value()));
                blanks();
            } while (takeIf(','));
        }
        take('}');
        return new Members(members);
    }

    private Object array() {
        List<Object> items = new ArrayList<>();
        take('[');
        blanks();
        if (peek() != ']') {
            do {
                items.add(value());
                blanks();
            } while (takeIf(','));
        }
        take(']');
        return items;
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        take('"');
        while (peek() != '"') {
            char character = text.charAt(at++);
            require(character >= ' ');
            value.append(character == '\\' ? escaped() : character);
        }
        take('"');
        return value.toString();
    }

    private char escaped() {
        char escape = text.charAt(at++);
        if (escape == 'u') {
            String digits = text.substring(at, at + 4);
            require(digits.matches("[0-9a-fA-F]{4}"));
            at += 4;
            return (char) Integer.parseInt(digits, 16);
        }
        int place = "bfnrt\"\\/".indexOf(escape);
        require(place >= 0);
        return "\b\f\n\r\t\"\\/".charAt(place);
    }

    private Object word() {
        for (String word : List.of("true", "false", "null")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("null") ? null : Boolean.valueOf(word);
            }
        }
        Matcher notFinite = NO_NUMBER.matcher(text).region(at, text.length());
        if (notFinite.lookingAt()) {
            at = notFinite.end();
            return new NotFinite(notFinite.group());
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        require(number.lookingAt());
        at = number.end();
        return new Numeral(number.group());
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        require(at < text.length());
        return text.charAt(at);
    }

    private boolean takeIf(char character) {
        boolean there = peek() == character;
        at += there ? 1 : 0;
        return there;
    }

    private void take(char character) {
        require(takeIf(character));
    }

    static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not as it should be");
        }
    }
}
