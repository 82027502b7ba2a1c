package dev.gradstream.job.replay.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gradstream.model.data.column.Column.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a row as a JSON object with one member for each column of the file.
 *
 * <p>Numbers stand in the record digit for digit as in the file. What JSON would not take as a
 * number though people write it ({@code .5}, {@code +1}) is written as the same number in JSON's
 * way. An empty field is null; anything else is a string, and the job decides what to think of it.
 */
final class JsonFormat implements RecordFormat {
    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,9})?");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");

    private final JsonFactory json = new JsonFactory();
    private final List<String> header;
    private final Map<String, Kind> kinds;

    /**
     * A format for one file.
     *
     * @param kinds what the columns hold that are more than texts
     */
    JsonFormat(List<String> header, Map<String, Kind> kinds) {
        this.header = header;
        this.kinds = kinds;
    }

    @Override
    public byte[] write(List<String> fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            for (int i = 0; i < fields.size(); i++) {
                out.writeFieldName(header.get(i));
                write(out, fields.get(i), kinds.getOrDefault(header.get(i), Kind.TEXT));
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, String field, Kind kind) throws IOException {
        if (field.isEmpty()) {
            out.writeNull();
            return;
        }
        switch (kind) {
            case NUMBER -> writeNumber(out, field);
            case NUMBERS -> writeNumbers(out, field);
            case FLAG -> writeFlag(out, field);
            case TEXT, TEXTS, TIME -> out.writeString(field);
        }
    }

    private static void writeNumber(JsonGenerator out, String field) throws IOException {
        if (JSON_NUMBER.matcher(field).matches()) {
            out.writeNumber(field);
        } else if (NUMBER.matcher(field).matches()) {
            out.writeNumber(new BigDecimal(field).toString());
        } else {
            out.writeString(field);
        }
    }

    private static void writeNumbers(JsonGenerator out, String field) throws IOException {
        out.writeStartArray();
        for (String number : field.strip().split("[ \t]+", -1)) {
            writeNumber(out, number);
        }
        out.writeEndArray();
    }

    private static void writeFlag(JsonGenerator out, String field) throws IOException {
        if (field.equals("true") || field.equals("false")) {
            out.writeBoolean(field.equals("true"));
        } else {
            writeNumber(out, field);
        }
    }
}
