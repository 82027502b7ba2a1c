package dev.gradstream.job.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a row as a JSON object with one member for each column of the file.
 *
 * <p>Numbers stand in the record digit for digit as in the file. What JSON would not take as a
 * number though people write it ({@code .5}, {@code +1}) is written as the same number in JSON's
 * way. An empty field is null; anything else is a string, and the job decides what to think of it.
 */
final class JsonFormat implements RowEncoder.RecordFormat {
    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,9})?");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");

    private final JsonFactory json = new JsonFactory();
    private final List<String> header;
    private final Set<String> numbers;

    /**
     * A format for one file.
     *
     * @param numbers the columns that the pipeline takes numbers from
     */
    JsonFormat(List<String> header, Set<String> numbers) {
        this.header = header;
        this.numbers = numbers;
    }

    @Override
    public byte[] write(List<String> fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            for (int i = 0; i < fields.size(); i++) {
                out.writeFieldName(header.get(i));
                write(out, fields.get(i), numbers.contains(header.get(i)));
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, String field, boolean number) throws IOException {
        if (field.isEmpty()) {
            out.writeNull();
        } else if (number && JSON_NUMBER.matcher(field).matches()) {
            out.writeNumber(field);
        } else if (number && NUMBER.matcher(field).matches()) {
            out.writeNumber(new BigDecimal(field).toString());
        } else {
            out.writeString(field);
        }
    }
}
