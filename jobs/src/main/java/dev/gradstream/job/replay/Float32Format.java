package dev.gradstream.job.replay;

import dev.gradstream.model.data.column.Column.Kind;
import dev.gradstream.model.data.format.RecordSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a row as little-endian floats: the columns, then the target in its order, a class as its
 * index. An empty field is NaN.
 */
final class Float32Format implements RowEncoder.RecordFormat {
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
    public byte[] write(List<String> fields) throws IOException {
        List<Float> row = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String field = fields.get(columns.get(i)).strip();
            if (kinds.get(i).contains(Kind.NUMBERS)) {
                for (String number : field.split("[ \\t]+", -1)) {
                    row.add(number(names.get(i), number));
                }
            } else if (kinds.get(i).contains(Kind.TEXT)) {
                row.add(index(names.get(i), field));
            } else {
                row.add(number(names.get(i), field));
            }
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(row.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        row.forEach(bytes::putFloat);
        return bytes.array();
    }

    private static float number(String name, String field) throws IOException {
        return switch (field) {
            case "" -> Float.NaN;
            case "true" -> 1;
            case "false" -> 0;
            default -> parsed(name, field);
        };
    }

    private static float parsed(String name, String field) throws IOException {
        try {
            return Float.parseFloat(field);
        } catch (NumberFormatException e) {
            throw new IOException(
                    name + " is '" + field + "', which float32 cannot hold; a number belongs there",
                    e);
        }
    }

    /** Only the target is a text. */
    private float index(String name, String label) throws IOException {
        int index = classes.indexOf(label);
        if (index < 0) {
            throw new IOException(
                    name + " is '" + label + "', which is none of the target's classes");
        }
        return index;
    }
}
