package dev.gradstream.job.replay.file;

import dev.gradstream.job.replay.DataFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Characters of a file in UTF-8, without a byte order mark. Bytes that are no UTF-8 are an error
 * with its line and byte, never replaced.
 */
final class Utf8Reader extends Reader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path path;
    private final InputStream in;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] buffer = new byte[1 << 16];
    private final ByteBuffer bytes = ByteBuffer.wrap(buffer).flip();
    private final CharBuffer chars = CharBuffer.allocate(1 << 14).flip();
    private long bytesRead;
    private long line = 1;
    private boolean ended;

    private Utf8Reader(Path path, InputStream in) {
        this.path = path;
        this.in = in;
    }

    static Utf8Reader open(Path path) throws IOException {
        Utf8Reader reader = new Utf8Reader(path, FileInput.open(path));
        if (reader.fill() && reader.chars.get(reader.chars.position()) == BYTE_ORDER_MARK) {
            reader.chars.get();
        }
        return reader;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, chars.remaining());
        chars.get(into, offset, count);
        return count;
    }

    /** Sees to it that there is a character; false at the end. */
    private boolean fill() throws IOException {
        while (!chars.hasRemaining() && !(ended && !bytes.hasRemaining())) {
            if (!ended) {
                readBytes();
            }
            chars.clear();
            CoderResult result = decoder.decode(bytes, chars, ended);
            chars.flip();
            countLines();
            // What was decoded before it is handed over first.
            if (result.isError() && !chars.hasRemaining()) {
                throw new DataFileException(
                        path, line, "is not UTF-8 at byte " + (bytesRead - bytes.remaining()));
            }
        }
        return chars.hasRemaining();
    }

    private void readBytes() throws IOException {
        bytes.compact();
        try {
            int count = in.read(buffer, bytes.position(), bytes.remaining());
            ended = count < 0;
            if (count > 0) {
                bytes.position(bytes.position() + count);
                bytesRead += count;
            }
        } catch (IOException e) {
            throw FileInput.damaged(path, e);
        }
        bytes.flip();
    }

    private void countLines() {
        for (int i = chars.position(); i < chars.limit(); i++) {
            if (chars.get(i) == '\n') {
                line++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
