package dev.gradstream.job.replay.file;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.replay.file.JsonFields.NotReadableException;
import dev.gradstream.job.replay.format.RowSource;
import dev.gradstream.job.replay.format.UnfitFieldException;
import dev.gradstream.model.data.field.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of one JSON object a line, in UTF-8. Blank lines count for nothing. Lines are read one at
 * a time, so the file may be larger than memory.
 */
public final class JsonLinesFile implements RowSource {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path path;
    private final List<String> header;

    /** Takes the lines of the file, and what is wanted of each. */
    @FunctionalInterface
    private interface LineConsumer {
        boolean accept(byte[] line, List<String> fields) throws IOException;
    }

    private JsonLinesFile(Path path, List<String> header) {
        this.path = path;
        this.header = header;
    }

    /**
     * A file whose objects are rows of some of their members.
     *
     * @param wanted the members; {@code user.age} is one of an object in a member
     * @throws DataFileException if there is no such file, or its first line is no object
     */
    public static JsonLinesFile open(Path path, List<String> wanted) throws IOException {
        JsonLinesFile file = new JsonLinesFile(path, List.copyOf(wanted));
        file.forEachLine(new JsonFields(List.of()), (line, fields) -> false);
        return file;
    }

    /**
     * The lines as records, as they stand.
     *
     * @param key the member that becomes the records' key, where there is one
     */
    public Replay.Rows asTheyStand(Optional<String> key) {
        JsonFields wanted = new JsonFields(key.stream().toList());
        return new Replay.Rows() {
            @Override
            public boolean forEach(Replay.RecordConsumer consumer) throws IOException {
                return forEachLine(wanted, (line, fields) -> consumer.accept(record(line, fields)));
            }

            @Override
            public OptionalLong count() throws IOException {
                return rows();
            }
        };
    }

    private static FeatureRecord record(byte[] line, List<String> fields) {
        Optional<byte[]> key =
                fields.stream()
                        .filter(text -> !text.isEmpty())
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .findFirst();
        return new FeatureRecord(key, line);
    }

    @Override
    public String describe() {
        return path + ": an object";
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean forEachRow(RowConsumer consumer) throws IOException {
        return forEachLine(new JsonFields(header), (line, fields) -> consumer.accept(fields));
    }

    private boolean forEachLine(JsonFields wanted, LineConsumer consumer) throws IOException {
        try (LineReader lines = LineReader.open(path)) {
            boolean more = true;
            while (more && lines.next()) {
                byte[] line = withoutMark(lines);
                if (!isBlank(line)) {
                    more = accept(line, lines.number(), wanted, consumer);
                }
            }
            return more;
        }
    }

    private boolean accept(byte[] line, long number, JsonFields wanted, LineConsumer consumer)
            throws IOException {
        if (!Utf8.isValid(line, 0, line.length)) {
            throw new DataFileException(path, number, "is not UTF-8");
        }
        try {
            return consumer.accept(line, wanted.read(line));
        } catch (NotReadableException | UnfitFieldException e) {
            throw new DataFileException(path, number, e.getMessage());
        }
    }

    private static byte[] withoutMark(LineReader lines) {
        byte[] line = lines.line();
        boolean marked =
                lines.number() == 1
                        && line.length >= BYTE_ORDER_MARK.length
                        && Arrays.equals(Arrays.copyOf(line, 3), BYTE_ORDER_MARK);
        return marked ? Arrays.copyOfRange(line, BYTE_ORDER_MARK.length, line.length) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (character != ' ' && character != '\t') {
                return false;
            }
        }
        return true;
    }

    /** How many objects there are; reads the whole file. */
    @Override
    public OptionalLong rows() throws IOException {
        long rows = 0;
        try (LineReader lines = LineReader.open(path)) {
            while (lines.next()) {
                rows += isBlank(withoutMark(lines)) ? 0 : 1;
            }
        }
        return OptionalLong.of(rows);
    }
}
