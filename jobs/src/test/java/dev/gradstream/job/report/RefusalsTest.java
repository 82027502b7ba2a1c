package dev.gradstream.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void countsByReasonAndKeepsTheFirstOfEach() {
        Refusals refusals = new Refusals();
        refusals.add(headers("MISSING_VALUE", "width is missing", "3"));
        refusals.add(headers("UNKNOWN_CLASS", "kind is 'x'", "5"));
        refusals.add(headers("UNKNOWN_CLASS", "kind is 'y'", "9"));

        assertThat(refusals.count()).isEqualTo(3);
        assertThat(refusals.byFrequency())
                .isEqualTo(
                        List.of(
                                new Refusals.Refusal(
                                        "UNKNOWN_CLASS",
                                        2,
                                        "kind is 'x' (topic t, partition 0, offset 5)"),
                                new Refusals.Refusal(
                                        "MISSING_VALUE",
                                        1,
                                        "width is missing (topic t, partition 0, offset 3)")));
    }

    @Test
    void aLetterWithoutHeadersIsCountedToo() {
        Refusals refusals = new Refusals();
        refusals.add(new RecordHeaders());
        refusals.add(new RecordHeaders().add("reason", null));
        assertThat(refusals.count()).isEqualTo(2);
    }

    @Test
    void reasonsBeyondTheFirstCountAsOne() {
        Refusals refusals = new Refusals();
        for (int i = 0; i < 1000; i++) {
            refusals.add(headers("R" + i, "", "1"));
            refusals.add(headers("R0", "", "2"));
        }

        assertThat(refusals.count()).isEqualTo(2000);
        assertThat(refusals.byFrequency())
                .hasSize(Refusals.MOST_REASONS + 1)
                .extracting(Refusals.Refusal::reason)
                .startsWith("R0", "other", "R1");
    }

    private static RecordHeaders headers(String reason, String message, String offset) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("reason", bytes(reason));
        headers.add("message", bytes(message));
        headers.add("topic", bytes("t"));
        headers.add("partition", bytes("0"));
        headers.add("offset", bytes(offset));
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
