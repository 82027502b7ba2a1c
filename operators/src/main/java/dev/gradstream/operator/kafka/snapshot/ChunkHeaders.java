package dev.gradstream.operator.kafka.snapshot;

import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.operator.kafka.record.OutboundRecord.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * What every chunk of a snapshot says of itself and of the whole.
 *
 * @param version of the model
 * @param chunk position of this chunk, from 0
 * @param chunks how many chunks make the whole, at least 1
 * @param size bytes of the whole, from 1 to {@link SafeTensors#MAX_BYTES}
 * @param sha256 of the whole, in 64 lower-case hexadecimal digits
 * @param details what the trainer says of the version: step, examples, metrics
 */
record ChunkHeaders(
        long version,
        int chunk,
        int chunks,
        long size,
        String sha256,
        Map<String, String> details) {
    static final int FORMAT_VERSION = 1;

    private static final String FORMAT = "format.version";
    private static final String VERSION = "version";
    private static final String CHUNK = "chunk.index";
    private static final String CHUNKS = "chunk.count";
    private static final String SIZE = "size";
    private static final String SHA256 = "sha256";
    private static final List<String> OWN = List.of(FORMAT, VERSION, CHUNK, CHUNKS, SIZE, SHA256);

    /** Most bytes of header text that are taken in from a record. */
    private static final int MAX_TEXT = 64 * 1024;

    List<Header> encode() {
        List<Header> headers = new ArrayList<>();
        headers.add(Header.of(FORMAT, Integer.toString(FORMAT_VERSION)));
        headers.add(Header.of(VERSION, Long.toString(version)));
        headers.add(Header.of(CHUNK, Integer.toString(chunk)));
        headers.add(Header.of(CHUNKS, Integer.toString(chunks)));
        headers.add(Header.of(SIZE, Long.toString(size)));
        headers.add(Header.of(SHA256, sha256));
        details.forEach(
                (name, value) -> {
                    if (!OWN.contains(name)) {
                        headers.add(Header.of(name, value));
                    }
                });
        return headers;
    }

    /**
     * Reads and checks a record's headers.
     *
     * @throws CorruptChunkException if one is missing, is no number, or contradicts another
     */
    static ChunkHeaders decode(Headers headers) throws CorruptChunkException {
        Map<String, String> texts = texts(headers);
        long format = number(texts, FORMAT);
        if (format != FORMAT_VERSION) {
            throw new CorruptChunkException(
                    "its format version is "
                            + format
                            + ", but this program reads version "
                            + FORMAT_VERSION);
        }
        ChunkHeaders decoded =
                new ChunkHeaders(
                        number(texts, VERSION),
                        Math.toIntExact(number(texts, CHUNK)),
                        Math.toIntExact(number(texts, CHUNKS)),
                        number(texts, SIZE),
                        texts.getOrDefault(SHA256, ""),
                        details(texts));
        decoded.check();
        return decoded;
    }

    private void check() throws CorruptChunkException {
        if (chunk >= chunks) {
            throw new CorruptChunkException("it is chunk " + chunk + " of only " + chunks);
        }
        long least = (chunks - 1L) * SnapshotChunks.CHUNK_BYTES + 1;
        long most = (long) chunks * SnapshotChunks.CHUNK_BYTES;
        if (size < least || size > most) {
            throw new CorruptChunkException(
                    size
                            + " bytes cannot make "
                            + chunks
                            + " chunks, which hold "
                            + least
                            + " to "
                            + most);
        }
        if (size > SafeTensors.MAX_BYTES) {
            throw new CorruptChunkException(
                    "its snapshot of "
                            + size
                            + " bytes is larger than the "
                            + SafeTensors.MAX_BYTES
                            + " that a model may have");
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new CorruptChunkException("its sha256 header is no SHA-256 digest");
        }
    }

    /** Bytes of this chunk's value. */
    int length() {
        return (int)
                Math.min(
                        SnapshotChunks.CHUNK_BYTES,
                        size - (long) chunk * SnapshotChunks.CHUNK_BYTES);
    }

    private static Map<String, String> texts(Headers headers) throws CorruptChunkException {
        Map<String, String> texts = new LinkedHashMap<>();
        int length = 0;
        for (org.apache.kafka.common.header.Header header : headers) {
            byte[] value = header.value();
            if (value == null) {
                throw new CorruptChunkException("its header " + header.key() + " is empty");
            }
            length += value.length;
            if (length > MAX_TEXT) {
                throw new CorruptChunkException(
                        "its headers hold more than " + MAX_TEXT + " bytes");
            }
            texts.put(header.key(), new String(value, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static long number(Map<String, String> texts, String name)
            throws CorruptChunkException {
        String text = texts.getOrDefault(name, "");
        int mostDigits = name.equals(CHUNK) || name.equals(CHUNKS) ? 9 : 18;
        if (!text.matches("[0-9]{1," + mostDigits + "}")) {
            throw new CorruptChunkException(
                    "its header " + name + " should be a number, but is '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static Map<String, String> details(Map<String, String> texts) {
        Map<String, String> details = new LinkedHashMap<>(texts);
        details.keySet().removeAll(OWN);
        return details;
    }
}
