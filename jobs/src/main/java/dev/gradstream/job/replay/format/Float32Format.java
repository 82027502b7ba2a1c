package dev.gradstream.job.replay.format;

import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.format.RecordSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a row as little-endian floats: the columns, then the target in its order, a class as its
 * index. An empty field is NaN.
 */
final class Float32Format implements RecordFormat {
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    private final List<Integer> columns;
    private final List<Set<Kind>> kinds;
    private final List<String> names;
    private final List<String> classes;

    /**
     * A format for one file.
     *
     * @param header the file's columns, all those of the schema among them
     */
    Float32Format(List<String> header, RecordSchema schema) {
        Map<String, Set<Kind>> all = schema.kinds();
        names = List.copyOf(all.keySet());
        kinds = List.copyOf(all.values());
        columns = names.stream().map(header::indexOf).toList();
        classes = schema.target().classes();
    }

    @Override
    public byte[] write(List<String> fields) throws UnfitFieldException {
        ByteBuffer row = empty(fields);
        for (int i = 0; i < names.size(); i++) {
            String field = fields.get(columns.get(i));
            if (kinds.get(i).contains(Kind.NUMBERS)) {
                for (String number : BLANKS.split(field.strip(), -1)) {
                    row.putFloat(number(names.get(i), number));
                }
            } else if (kinds.get(i).contains(Kind.TEXT)) {
                row.putFloat(index(names.get(i), field));
            } else {
                row.putFloat(number(names.get(i), field.strip()));
            }
        }
        byte[] value = new byte[row.position()];
        row.flip().get(value);
        return value;
    }

    /** Room for the row: there are no more numbers in a field than characters, and at least one. */
    private static ByteBuffer empty(List<String> fields) {
        int numbers = fields.stream().mapToInt(field -> field.length() + 1).sum();
        return ByteBuffer.allocate(numbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float number(String name, String field) throws UnfitFieldException {
        return switch (field) {
            case "" -> Float.NaN;
            case "true" -> 1;
            case "false" -> 0;
            default -> parsed(name, field);
        };
    }

    private static float parsed(String name, String field) throws UnfitFieldException {
        try {
            return Float.parseFloat(field);
        } catch (NumberFormatException e) {
            throw new UnfitFieldException(
                    name + " is '" + field + "', which float32 cannot hold; a number belongs there",
                    e);
        }
    }

    /** Only the target is a text. */
    private float index(String name, String label) throws UnfitFieldException {
        int index = classes.indexOf(label);
        if (index < 0) {
            // A label may begin or end with a blank, or be one; else blanks around it are nothing.
            index = classes.indexOf(label.strip());
        }
        if (index < 0) {
            throw new UnfitFieldException(
                    name + " is '" + label + "', which is none of the target's classes");
        }
        return index;
    }
}
