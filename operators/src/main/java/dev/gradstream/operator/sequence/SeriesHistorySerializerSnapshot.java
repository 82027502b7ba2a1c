package dev.gradstream.operator.sequence;

import dev.gradstream.model.data.sequence.SeriesHistory;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Says in checkpoints how histories of series are written, and how much is kept of a record. */
public final class SeriesHistorySerializerSnapshot
        implements TypeSerializerSnapshot<SeriesHistory> {
    private static final int VERSION = 1;

    private int width;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public SeriesHistorySerializerSnapshot() {
        this(0);
    }

    SeriesHistorySerializerSnapshot(int width) {
        this.width = width;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(width);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
            throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "the histories of series have format version "
                            + version
                            + ", but this program reads version "
                            + VERSION);
        }
        width = in.readInt();
    }

    @Override
    public TypeSerializer<SeriesHistory> restoreSerializer() {
        return new SeriesHistorySerializer(width);
    }

    /**
     * How many records are kept may change: what there is too many is not taken any more, what is
     * lacking comes.
     *
     * @throws IllegalStateException if the checkpoint holds other values of a record
     */
    @Override
    public TypeSerializerSchemaCompatibility<SeriesHistory> resolveSchemaCompatibility(
            TypeSerializerSnapshot<SeriesHistory> old) {
        int saved = ((SeriesHistorySerializerSnapshot) old).width;
        if (saved != width) {
            throw new IllegalStateException(
                    "the checkpoint holds "
                            + saved
                            + " values of each earlier record, but the pipeline's examples take "
                            + width);
        }
        return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
}
