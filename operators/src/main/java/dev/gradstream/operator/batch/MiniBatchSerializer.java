package dev.gradstream.operator.batch;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What the rows are for, their number, then column by column. */
public final class MiniBatchSerializer extends TypeSerializer<MiniBatch> {
    private static final long serialVersionUID = 1L;

    private final MiniBatchShape shape;

    MiniBatchSerializer(MiniBatchShape shape) {
        this.shape = shape;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<MiniBatch> duplicate() {
        return this;
    }

    @Override
    public MiniBatch createInstance() {
        return shape.createBatch(Split.TRAINING);
    }

    @Override
    public MiniBatch copy(MiniBatch from) {
        return copy(from, createInstance());
    }

    @Override
    public MiniBatch copy(MiniBatch from, MiniBatch reuse) {
        reuse.set(from);
        return reuse;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(MiniBatch batch, DataOutputView out) throws IOException {
        out.writeByte(batch.split().code());
        MiniBatchRows.write(batch, out);
    }

    @Override
    public MiniBatch deserialize(DataInputView in) throws IOException {
        MiniBatch batch = shape.createBatch(Split.ofCode(in.readByte()));
        MiniBatchRows.read(batch, in);
        return batch;
    }

    @Override
    public MiniBatch deserialize(MiniBatch reuse, DataInputView in) throws IOException {
        // A batch's split is fixed unless the whole is set, so the buffer takes a decoded one.
        reuse.set(deserialize(in));
        return reuse;
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        out.writeByte(in.readByte());
        int rows = in.readInt();
        out.writeInt(rows);
        out.write(in, MiniBatchRows.bytes(rows, shape.features(), shape.targets()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MiniBatchSerializer that && shape.equals(that.shape);
    }

    @Override
    public int hashCode() {
        return shape.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<MiniBatch> snapshotConfiguration() {
        return new MiniBatchSerializerSnapshot(shape);
    }
}
