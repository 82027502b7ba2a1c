package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.Example;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Remembers in checkpoints how wide examples were. */
public final class ExampleSerializerSnapshot implements TypeSerializerSnapshot<Example> {
    private static final int VERSION = 1;

    private int features;
    private int targets;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public ExampleSerializerSnapshot() {
        this(1, 1);
    }

    ExampleSerializerSnapshot(int features, int targets) {
        this.features = features;
        this.targets = targets;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(features);
        out.writeInt(targets);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
            throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "the example serializer's snapshot has version "
                            + version
                            + ", but this program reads version "
                            + VERSION);
        }
        features = in.readInt();
        targets = in.readInt();
    }

    @Override
    public TypeSerializer<Example> restoreSerializer() {
        return new ExampleSerializer(features, targets);
    }

    @Override
    public TypeSerializerSchemaCompatibility<Example> resolveSchemaCompatibility(
            TypeSerializerSnapshot<Example> old) {
        return old instanceof ExampleSerializerSnapshot that
                        && features == that.features
                        && targets == that.targets
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
