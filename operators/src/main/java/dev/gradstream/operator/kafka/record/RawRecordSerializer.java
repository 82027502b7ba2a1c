package dev.gradstream.operator.kafka.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Key, value, timestamp, topic, partition, offset. */
public final class RawRecordSerializer extends TypeSerializerSingleton<RawRecord> {
    private static final long serialVersionUID = 1L;

    public static final RawRecordSerializer INSTANCE = new RawRecordSerializer();

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public RawRecord createInstance() {
        return new RawRecord();
    }

    @Override
    public RawRecord copy(RawRecord from) {
        return copy(from, new RawRecord());
    }

    @Override
    public RawRecord copy(RawRecord from, RawRecord reuse) {
        // The arrays come from the consumer, which never writes to them again.
        reuse.set(from);
        return reuse;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(RawRecord record, DataOutputView out) throws IOException {
        NullableBytes.write(record.key(), out);
        NullableBytes.write(record.value(), out);
        out.writeLong(record.timestamp());
        out.writeUTF(record.topic());
        out.writeInt(record.partition());
        out.writeLong(record.offset());
    }

    @Override
    public RawRecord deserialize(DataInputView in) throws IOException {
        return deserialize(new RawRecord(), in);
    }

    @Override
    public RawRecord deserialize(RawRecord reuse, DataInputView in) throws IOException {
        reuse.set(
                NullableBytes.read(in),
                NullableBytes.read(in),
                in.readLong(),
                in.readUTF(),
                in.readInt(),
                in.readLong());
        return reuse;
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        NullableBytes.copy(in, out);
        NullableBytes.copy(in, out);
        out.writeLong(in.readLong());
        out.writeUTF(in.readUTF());
        out.writeInt(in.readInt());
        out.writeLong(in.readLong());
    }

    @Override
    public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RawRecord> {
        public Snapshot() {
            super(Snapshot::serializer);
        }

        private static TypeSerializer<RawRecord> serializer() {
            return INSTANCE;
        }
    }
}
