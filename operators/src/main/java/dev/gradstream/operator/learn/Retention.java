package dev.gradstream.operator.learn;

import dev.gradstream.operator.kafka.snapshot.PublishedVersion;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Which versions stand on the topic, and which must go when another comes.
 *
 * <p>As bytes: format version, number of versions, then of each its version and its chunks.
 */
final class Retention {
    private static final int FORMAT_VERSION = 1;
    private static final int VERSION_BYTES = Long.BYTES + Integer.BYTES;

    private final int keep;
    private final Deque<PublishedVersion> published;

    /**
     * @param keep how many versions stay, at least 1
     * @param published what stands on the topic, in ascending order
     */
    Retention(int keep, List<PublishedVersion> published) {
        this.keep = keep;
        this.published = new ArrayDeque<>(published);
    }

    /**
     * Takes a new version in.
     *
     * @return the versions that must go
     */
    List<PublishedVersion> add(PublishedVersion version) {
        published.addLast(version);
        List<PublishedVersion> removed = new ArrayList<>();
        while (published.size() > keep) {
            removed.add(published.removeFirst());
        }
        return removed;
    }

    /**
     * Takes in versions that stand on the topic above all that are known: of a job that had gone on
     * from the savepoint that this one is restored from. After a failure there are none.
     *
     * @param standing in ascending order
     */
    void join(List<PublishedVersion> standing) {
        for (PublishedVersion version : standing) {
            if (published.isEmpty() || version.version() > published.getLast().version()) {
                published.addLast(version);
            }
        }
    }

    byte[] encode() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeInt(FORMAT_VERSION);
        out.writeInt(published.size());
        for (PublishedVersion version : published) {
            out.writeLong(version.version());
            out.writeInt(version.chunks());
        }
        return out.getCopyOfBuffer();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException if it is of another format
     */
    static Retention decode(int keep, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        int version = in.readInt();
        if (version != FORMAT_VERSION) {
            throw new IOException(
                    "the published versions' state has format version "
                            + version
                            + ", but this program reads version "
                            + FORMAT_VERSION);
        }
        int count = in.readInt();
        if (count * (long) VERSION_BYTES != in.available()) {
            throw new IOException(
                    "the published versions' state names "
                            + count
                            + " versions, but holds "
                            + in.available()
                            + " bytes");
        }
        List<PublishedVersion> published = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            published.add(new PublishedVersion(in.readLong(), in.readInt()));
        }
        return new Retention(keep, published);
    }
}
