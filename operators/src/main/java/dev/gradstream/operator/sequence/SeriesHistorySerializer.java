package dev.gradstream.operator.sequence;

import dev.gradstream.model.data.sequence.SeriesHistory;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Number of records, records that the stride passes over, the records, the oldest first. Their
 * width and the format's version stand in the {@link SeriesHistorySerializerSnapshot}, once for all
 * series.
 */
public final class SeriesHistorySerializer extends TypeSerializer<SeriesHistory> {
    private static final long serialVersionUID = 1L;

    private final int width;

    /**
     * @param width values that are kept of a record
     */
    SeriesHistorySerializer(int width) {
        this.width = width;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<SeriesHistory> duplicate() {
        return this;
    }

    @Override
    public SeriesHistory createInstance() {
        return new SeriesHistory(width);
    }

    @Override
    public SeriesHistory copy(SeriesHistory from) {
        return from.copy();
    }

    @Override
    public SeriesHistory copy(SeriesHistory from, SeriesHistory reuse) {
        return from.copy();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(SeriesHistory history, DataOutputView out) throws IOException {
        out.writeInt(history.count());
        out.writeInt(history.passes());
        for (int back = history.count(); back > 0; back--) {
            int start = history.start(back);
            for (int i = start; i < start + width; i++) {
                out.writeFloat(history.rows()[i]);
            }
        }
    }

    @Override
    public SeriesHistory deserialize(DataInputView in) throws IOException {
        int count = in.readInt();
        int passes = in.readInt();
        float[] rows = new float[Math.multiplyExact(count, width)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = in.readFloat();
        }
        return new SeriesHistory(width, rows, count, passes);
    }

    @Override
    public SeriesHistory deserialize(SeriesHistory reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        int count = in.readInt();
        out.writeInt(count);
        out.writeInt(in.readInt());
        out.write(in, Math.multiplyExact(count, width) * Float.BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesHistorySerializer that && width == that.width;
    }

    @Override
    public int hashCode() {
        return width;
    }

    @Override
    public TypeSerializerSnapshot<SeriesHistory> snapshotConfiguration() {
        return new SeriesHistorySerializerSnapshot(width);
    }
}
