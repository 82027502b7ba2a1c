package dev.gradstream.operator.kafka.snapshot;

import dev.gradstream.operator.kafka.record.OutboundRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of a snapshots topic, as a consumer would see them. */
final class TestTopic {
    static final String MODEL = "toy";

    private TestTopic() {}

    static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** The chunks of a version, whose content depends on the version alone. */
    static List<OutboundRecord> version(long version, int size) {
        return SnapshotChunks.cut(
                MODEL, version, Map.of("step", Long.toString(version)), bytes(size, version));
    }

    static ConsumerRecord<byte[], byte[]> consumed(OutboundRecord record, long offset) {
        return consumed(record, record.value(), offset);
    }

    /** A record with another value than it was written with. */
    static ConsumerRecord<byte[], byte[]> consumed(
            OutboundRecord record, Optional<byte[]> value, long offset) {
        RecordHeaders headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.name(), header.value()));
        return new ConsumerRecord<>(
                "toy.snapshots",
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key().orElse(null),
                value.orElse(null),
                headers,
                Optional.empty());
    }
}
