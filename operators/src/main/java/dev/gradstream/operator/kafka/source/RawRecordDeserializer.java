package dev.gradstream.operator.kafka.source;

import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.record.SingletonType;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands records on as they stand, in one buffer; decoding, which may fail, is the ingest's. */
final class RawRecordDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;

    private transient RawRecord buffer;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        buffer = new RawRecord();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
        buffer.set(
                record.key(),
                record.value(),
                record.timestamp(),
                record.topic(),
                record.partition(),
                record.offset());
        out.collect(buffer);
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return SingletonType.RAW_RECORD;
    }
}
