package dev.gradstream.job.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class ReportLineTest {

    @Test
    void aReportIsItsNamesAndValues() {
        assertThat(ReportLine.of(record("{\"step\":20,\"training\":{\"loss\":0.51234567}}")))
                .isEqualTo("step 20  training.loss 0.5123");
    }

    @Test
    void whatIsNoReportIsSaid() {
        assertThat(ReportLine.of(record("[1]"))).isEqualTo("not a report, at offset 7: [1]");
        assertThat(ReportLine.of(new ConsumerRecord<>("t", 0, 7, null, null)))
                .isEqualTo("not a report, at offset 7: (none)");
    }

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>("t", 0, 7, null, value.getBytes(UTF_8));
    }
}
