package dev.gradstream.job.replay.format;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a row as one line of CSV, without a line end, with the columns that the pipeline names.
 */
final class CsvFormat implements RecordFormat {
    private static final LineDelimiter LINE_END = LineDelimiter.LF;

    private final List<Integer> columns;

    /**
     * A format for one file.
     *
     * @param columns positions in the file, in the order of the record
     */
    CsvFormat(List<Integer> columns) {
        this.columns = columns;
    }

    @Override
    public byte[] write(List<String> fields) throws IOException {
        StringWriter written = new StringWriter();
        try (CsvWriter out = CsvWriter.builder().lineDelimiter(LINE_END).build(written)) {
            out.writeRecord(columns.stream().map(fields::get).toList());
        }
        String line = written.toString();
        // Only the line end goes: spaces at the end belong to the last field.
        return line.substring(0, line.length() - LINE_END.toString().length())
                .getBytes(StandardCharsets.UTF_8);
    }
}
