package dev.gradstream.job.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class LatestRecordsTest {
    @Test
    void aPartitionKeepsItsOrderAndPartitionsAreMergedByTime() {
        List<ConsumerRecord<byte[], byte[]>> polled =
                List.of(
                        record(0, 10, 2000),
                        record(0, 11, 1000),
                        record(0, 12, 4000),
                        record(1, 5, 1500),
                        record(1, 6, 3000),
                        record(1, 7, 5000));

        assertThat(LatestRecords.inOrder(polled))
                .extracting(record -> record.partition() + "@" + record.offset())
                .containsExactly("1@5", "0@10", "0@11", "1@6", "0@12", "1@7");
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, long time) {
        return new ConsumerRecord<>(
                "t",
                partition,
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
