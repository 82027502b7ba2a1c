package dev.gradstream.operator.kafka.record;

import dev.gradstream.operator.kafka.record.OutboundRecord.Header;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

class OutboundRecordSerializerTest extends SerializerTestBase<OutboundRecord> {

    @Override
    protected TypeSerializer<OutboundRecord> createSerializer() {
        return OutboundRecordSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<OutboundRecord> getTypeClass() {
        return OutboundRecord.class;
    }

    @Override
    protected OutboundRecord[] getTestData() {
        return new OutboundRecord[] {
            OutboundRecord.of("model", new byte[] {1, 2, 3}),
            new OutboundRecord(
                    Optional.of(new byte[] {7}), Optional.empty(), List.of(), OptionalInt.of(0)),
            new OutboundRecord(
                    Optional.empty(),
                    Optional.of(new byte[100_000]),
                    List.of(Header.of("step", "12"), new Header("empty", new byte[0])),
                    OptionalInt.of(5))
        };
    }
}
