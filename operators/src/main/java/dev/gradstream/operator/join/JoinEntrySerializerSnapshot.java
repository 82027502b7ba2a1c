package dev.gradstream.operator.join;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Remembers in checkpoints the format of entries, and how wide their examples were. */
public final class JoinEntrySerializerSnapshot implements TypeSerializerSnapshot<JoinEntry> {
    static final int VERSION = 1;

    private int features;
    private int targets;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public JoinEntrySerializerSnapshot() {
        this(1, 1);
    }

    JoinEntrySerializerSnapshot(int features, int targets) {
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
                    "the join's state has format version "
                            + version
                            + ", but this program reads version "
                            + VERSION);
        }
        features = in.readInt();
        targets = in.readInt();
    }

    @Override
    public TypeSerializer<JoinEntry> restoreSerializer() {
        return new JoinEntrySerializer(features, targets);
    }

    /**
     * @throws IllegalStateException naming both widths if they differ; Flink would name classes
     */
    @Override
    public TypeSerializerSchemaCompatibility<JoinEntry> resolveSchemaCompatibility(
            TypeSerializerSnapshot<JoinEntry> old) {
        if (!(old instanceof JoinEntrySerializerSnapshot that)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        if (features != that.features || targets != that.targets) {
            throw new IllegalStateException(
                    "the checkpoint holds examples of "
                            + that.features
                            + " features and "
                            + that.targets
                            + " targets that wait for their labels, but the pipeline's have "
                            + features
                            + " and "
                            + targets);
        }
        return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
}
