package dev.gradstream.job.replay.file;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.model.data.format.RecordDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/** Lines of a file as bytes, without their ends. */
final class LineReader implements AutoCloseable {
    /** Longest line, in bytes: what a record may have. */
    static final int MAX_LINE = RecordDecoder.MAX_VALUE_BYTES;

    private static final int END = -1;

    private final Path path;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long number;

    private LineReader(Path path, InputStream in) {
        this.path = path;
        this.in = in;
    }

    static LineReader open(Path path) throws IOException {
        return new LineReader(path, FileInput.open(path));
    }

    /** Number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /**
     * Whether there is another line, which {@link #line} then is.
     *
     * @throws DataFileException if it is longer than a record may be
     */
    boolean next() throws IOException {
        line.reset();
        if (position == limit && !fill()) {
            return false;
        }
        number++;
        do {
            int end = lineEnd();
            int to = end == END ? limit : end;
            line.write(buffer, position, to - position);
            position = to;
            if (line.size() > MAX_LINE) {
                throw new DataFileException(
                        path, number, "the line is longer than a record's " + MAX_LINE + " bytes");
            }
            if (end != END) {
                position++;
                return true;
            }
        } while (fill());
        return true;
    }

    /** The line that was read last; one carriage return before its end is no part of it. */
    byte[] line() {
        byte[] bytes = line.toByteArray();
        if (bytes.length > 0 && bytes[bytes.length - 1] == '\r') {
            return Arrays.copyOf(bytes, bytes.length - 1);
        }
        return bytes;
    }

    private int lineEnd() {
        for (int i = position; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return END;
    }

    private boolean fill() throws IOException {
        try {
            position = 0;
            limit = Math.max(0, in.read(buffer));
            return limit > 0;
        } catch (IOException e) {
            throw FileInput.damaged(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
