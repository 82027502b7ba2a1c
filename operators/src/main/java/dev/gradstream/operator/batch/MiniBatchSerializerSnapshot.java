package dev.gradstream.operator.batch;

import dev.gradstream.model.data.MiniBatch;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Remembers in checkpoints what mini-batches could hold. */
public final class MiniBatchSerializerSnapshot implements TypeSerializerSnapshot<MiniBatch> {
    private static final int VERSION = 2;

    private MiniBatchShape shape;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public MiniBatchSerializerSnapshot() {
        this(new MiniBatchShape(1, 1, 1));
    }

    MiniBatchSerializerSnapshot(MiniBatchShape shape) {
        this.shape = shape;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(shape.capacity());
        out.writeInt(shape.features());
        out.writeInt(shape.targets());
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
            throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "the mini-batch serializer's snapshot has version "
                            + version
                            + ", but this program reads version "
                            + VERSION);
        }
        shape = new MiniBatchShape(in.readInt(), in.readInt(), in.readInt());
    }

    @Override
    public TypeSerializer<MiniBatch> restoreSerializer() {
        return new MiniBatchSerializer(shape);
    }

    @Override
    public TypeSerializerSchemaCompatibility<MiniBatch> resolveSchemaCompatibility(
            TypeSerializerSnapshot<MiniBatch> old) {
        return old instanceof MiniBatchSerializerSnapshot that && shape.equals(that.shape)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
