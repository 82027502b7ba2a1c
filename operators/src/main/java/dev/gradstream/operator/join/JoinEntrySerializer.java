package dev.gradstream.operator.join;

import dev.gradstream.model.data.Example;
import dev.gradstream.operator.ingest.ExampleType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A byte for the kind; then of open features the example, of waiting labels their number and each
 * with its record, of what has met the features' event time.
 */
final class JoinEntrySerializer extends TypeSerializer<JoinEntry> {
    private static final long serialVersionUID = 1L;
    private static final int OPEN = 0;
    private static final int WAITING = 1;
    private static final int JOINED = 2;

    private final int features;
    private final int targets;
    private final TypeSerializer<Example> example;
    private final TypeSerializer<DecodedRecord> label;

    /**
     * @param features values in a feature vector
     * @param targets values in a target
     */
    JoinEntrySerializer(int features, int targets) {
        this.features = features;
        this.targets = targets;
        example = exampleSerializer(features, targets);
        label = new DecodedRecordSerializer(exampleSerializer(0, targets));
    }

    private static TypeSerializer<Example> exampleSerializer(int features, int targets) {
        return new ExampleType(features, targets).createSerializer(new SerializerConfigImpl());
    }

    /** A copy of the buffer that a record came in. */
    Example copy(Example buffer) {
        return example.copy(buffer);
    }

    /** A copy of the buffer that a label came in. */
    DecodedRecord copy(DecodedRecord buffer) {
        return label.copy(buffer);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<JoinEntry> duplicate() {
        return this;
    }

    @Override
    public JoinEntry createInstance() {
        return new JoinEntry.Joined(0);
    }

    @Override
    public JoinEntry copy(JoinEntry from) {
        if (from instanceof JoinEntry.Open open) {
            return new JoinEntry.Open(copy(open.example()));
        }
        if (from instanceof JoinEntry.Waiting waiting) {
            return new JoinEntry.Waiting(waiting.labels().stream().map(this::copy).toList());
        }
        return from;
    }

    @Override
    public JoinEntry copy(JoinEntry from, JoinEntry reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(JoinEntry entry, DataOutputView out) throws IOException {
        if (entry instanceof JoinEntry.Open open) {
            out.writeByte(OPEN);
            example.serialize(open.example(), out);
        } else if (entry instanceof JoinEntry.Waiting waiting) {
            out.writeByte(WAITING);
            out.writeInt(waiting.labels().size());
            for (DecodedRecord each : waiting.labels()) {
                label.serialize(each, out);
            }
        } else if (entry instanceof JoinEntry.Joined joined) {
            out.writeByte(JOINED);
            out.writeLong(joined.time());
        }
    }

    @Override
    public JoinEntry deserialize(DataInputView in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case OPEN -> new JoinEntry.Open(example.deserialize(in));
            case WAITING -> waiting(in);
            case JOINED -> new JoinEntry.Joined(in.readLong());
            default -> throw new IOException("the join's state holds an entry of kind " + kind);
        };
    }

    private JoinEntry waiting(DataInputView in) throws IOException {
        int count = in.readInt();
        List<DecodedRecord> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(label.deserialize(in));
        }
        return new JoinEntry.Waiting(labels);
    }

    @Override
    public JoinEntry deserialize(JoinEntry reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JoinEntrySerializer that
                && features == that.features
                && targets == that.targets;
    }

    @Override
    public int hashCode() {
        return Objects.hash(features, targets);
    }

    @Override
    public TypeSerializerSnapshot<JoinEntry> snapshotConfiguration() {
        return new JoinEntrySerializerSnapshot(features, targets);
    }
}
