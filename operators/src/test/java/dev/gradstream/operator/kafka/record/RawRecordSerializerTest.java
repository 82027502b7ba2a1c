package dev.gradstream.operator.kafka.record;

import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

class RawRecordSerializerTest extends SerializerTestBase<RawRecord> {

    @Override
    protected TypeSerializer<RawRecord> createSerializer() {
        return RawRecordSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<RawRecord> getTypeClass() {
        return RawRecord.class;
    }

    @Override
    protected RawRecord[] getTestData() {
        return new RawRecord[] {
            record(new byte[] {1, 2}, new byte[] {3}, 1_700_000_000_000L, "features", 3, 99),
            record(null, new byte[0], 0, "ümläut", 0, 0),
            record(new byte[0], null, -1, "t", Integer.MAX_VALUE, Long.MAX_VALUE),
            record(null, null, Long.MIN_VALUE, "", 0, 0)
        };
    }

    private static RawRecord record(
            byte[] key, byte[] value, long timestamp, String topic, int partition, long offset) {
        RawRecord record = new RawRecord();
        record.set(key, value, timestamp, topic, partition, offset);
        return record;
    }
}
