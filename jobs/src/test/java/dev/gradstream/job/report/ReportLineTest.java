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

    @Test
    void noControlCharacterIsLeftWhereverItStood() {
        String json = "{\"a\\u001b[2J\":\"\\u009b31m\\n\",\"b\":\"\\r\\u0007\"}";
        assertThat(ReportLine.of(record(json)))
                .isEqualTo("a\uFFFD[2J \uFFFD31m\uFFFD  b \uFFFD\uFFFD");

        ConsumerRecord<byte[], byte[]> letter = record("x\u001b[0m");
        letter.headers().add("message\u001b", "line\u001b]0;title\u0007".getBytes(UTF_8));
        assertThat(ReportLine.ofDeadLetter(letter))
                .isEqualTo("message\uFFFD line\uFFFD]0;title\uFFFD  value x\uFFFD[0m");
    }

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>("t", 0, 7, null, value.getBytes(UTF_8));
    }
}
