package dev.gradstream.operator.kafka.record;

import dev.gradstream.operator.kafka.record.OutboundRecord.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Key, value, partition (-1 for none), then the headers. */
public final class OutboundRecordSerializer extends TypeSerializerSingleton<OutboundRecord> {
    private static final long serialVersionUID = 1L;
    private static final int ANY_PARTITION = -1;

    public static final OutboundRecordSerializer INSTANCE = new OutboundRecordSerializer();

    @Override
    public boolean isImmutableType() {
        // Nobody writes to the arrays once a record is made.
        return true;
    }

    @Override
    public OutboundRecord createInstance() {
        return OutboundRecord.of("", new byte[0]);
    }

    @Override
    public OutboundRecord copy(OutboundRecord from) {
        return from;
    }

    @Override
    public OutboundRecord copy(OutboundRecord from, OutboundRecord reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(OutboundRecord record, DataOutputView out) throws IOException {
        NullableBytes.write(record.key().orElse(null), out);
        NullableBytes.write(record.value().orElse(null), out);
        out.writeInt(record.partition().orElse(ANY_PARTITION));
        out.writeInt(record.headers().size());
        for (Header header : record.headers()) {
            out.writeUTF(header.name());
            NullableBytes.write(header.value(), out);
        }
    }

    @Override
    public OutboundRecord deserialize(DataInputView in) throws IOException {
        Optional<byte[]> key = Optional.ofNullable(NullableBytes.read(in));
        Optional<byte[]> value = Optional.ofNullable(NullableBytes.read(in));
        int partition = in.readInt();
        int count = in.readInt();
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(new Header(in.readUTF(), NullableBytes.read(in)));
        }
        return new OutboundRecord(
                key,
                value,
                headers,
                partition == ANY_PARTITION ? OptionalInt.empty() : OptionalInt.of(partition));
    }

    @Override
    public OutboundRecord deserialize(OutboundRecord reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        NullableBytes.copy(in, out);
        NullableBytes.copy(in, out);
        out.writeInt(in.readInt());
        int count = in.readInt();
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeUTF(in.readUTF());
            NullableBytes.copy(in, out);
        }
    }

    @Override
    public TypeSerializerSnapshot<OutboundRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the serializer in checkpoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<OutboundRecord> {
        public Snapshot() {
            super(Snapshot::serializer);
        }

        private static TypeSerializer<OutboundRecord> serializer() {
            return INSTANCE;
        }
    }
}
