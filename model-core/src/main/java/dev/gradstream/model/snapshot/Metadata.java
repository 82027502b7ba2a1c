package dev.gradstream.model.snapshot;

import java.util.List;
import java.util.Map;

/**
 * The strings of {@code __metadata__}, read by their meaning. What is missing or not what it should
 * be is a {@link SnapshotFormatException}.
 */
record Metadata(Map<String, String> strings) {

    String text(String name) {
        String text = strings.get(name);
        if (text == null) {
            throw new SnapshotFormatException("the snapshot's metadata lacks " + name);
        }
        return text;
    }

    long count(String name) {
        String text = text(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new SnapshotFormatException(
                    shown(name) + " must be a whole number, got \"" + text + "\"");
        }
    }

    double number(String name) {
        return MetadataJson.readNumber(text(name), shown(name));
    }

    /** As {@link #number}; another number where the name is missing. */
    double numberOr(String name, double otherwise) {
        return strings.containsKey(name) ? number(name) : otherwise;
    }

    double[] numbers(String name) {
        return MetadataJson.readNumbers(text(name), shown(name));
    }

    /** As {@link #numbers}; none where the name is missing. */
    double[] numbersOrNone(String name) {
        return strings.containsKey(name) ? numbers(name) : new double[0];
    }

    List<String> list(String name) {
        return MetadataJson.readStrings(text(name), shown(name));
    }

    /** The name in a message. */
    static String shown(String name) {
        return "the snapshot's metadata " + name;
    }
}
