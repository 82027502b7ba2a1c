package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Split;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Features, targets, split, weight, event time, key, partition, offset: always the same length. */
public final class ExampleSerializer extends TypeSerializer<Example> {
    private static final long serialVersionUID = 1L;

    private final int features;
    private final int targets;

    /**
     * @param features values in a feature vector
     * @param targets values in a target
     */
    ExampleSerializer(int features, int targets) {
        this.features = features;
        this.targets = targets;
    }

    int features() {
        return features;
    }

    int targets() {
        return targets;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<Example> duplicate() {
        return this;
    }

    @Override
    public Example createInstance() {
        return new Example(features, targets);
    }

    @Override
    public Example copy(Example from) {
        return copy(from, createInstance());
    }

    @Override
    public Example copy(Example from, Example reuse) {
        System.arraycopy(from.features(), 0, reuse.features(), 0, features);
        System.arraycopy(from.target(), 0, reuse.target(), 0, targets);
        reuse.setSplit(from.split());
        reuse.setWeight(from.weight());
        reuse.setEventTime(from.eventTime());
        reuse.setKey(from.key());
        reuse.setOrigin(from.partition(), from.offset());
        return reuse;
    }

    @Override
    public int getLength() {
        return Float.BYTES * (features + targets + 1) + Byte.BYTES + 3 * Long.BYTES + Integer.BYTES;
    }

    @Override
    public void serialize(Example example, DataOutputView out) throws IOException {
        for (float feature : example.features()) {
            out.writeFloat(feature);
        }
        for (float target : example.target()) {
            out.writeFloat(target);
        }
        out.writeByte(example.split().code());
        out.writeFloat(example.weight());
        out.writeLong(example.eventTime());
        out.writeLong(example.key());
        out.writeInt(example.partition());
        out.writeLong(example.offset());
    }

    @Override
    public Example deserialize(DataInputView in) throws IOException {
        return deserialize(createInstance(), in);
    }

    @Override
    public Example deserialize(Example reuse, DataInputView in) throws IOException {
        read(reuse.features(), in);
        read(reuse.target(), in);
        reuse.setSplit(Split.ofCode(in.readByte()));
        reuse.setWeight(in.readFloat());
        reuse.setEventTime(in.readLong());
        reuse.setKey(in.readLong());
        reuse.setOrigin(in.readInt(), in.readLong());
        return reuse;
    }

    private static void read(float[] values, DataInputView in) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        out.write(in, getLength());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExampleSerializer that
                && features == that.features
                && targets == that.targets;
    }

    @Override
    public int hashCode() {
        return 31 * features + targets;
    }

    @Override
    public TypeSerializerSnapshot<Example> snapshotConfiguration() {
        return new ExampleSerializerSnapshot(features, targets);
    }
}
