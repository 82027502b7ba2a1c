package dev.gradstream.job.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class ModelRecordsTest {
    private final ModelRecords own = new ModelRecords("ours");

    @Test
    void aRecordIsTheModelsThatItsKeyNames() {
        assertThat(own.test(keyed("ours"))).isTrue();
        assertThat(own.test(keyed("theirs"))).isFalse();
        assertThat(own.test(new ConsumerRecord<>("t", 0, 0, null, null))).isFalse();
    }

    @Test
    void aDeadLetterIsTheModelsThatItsHeaderNames() {
        assertThat(own.test(letter("theirs", "ours"))).isTrue();
        assertThat(own.test(letter("ours", "theirs"))).isFalse();
    }

    private static ConsumerRecord<byte[], byte[]> keyed(String key) {
        return new ConsumerRecord<>("t", 0, 0, key.getBytes(UTF_8), new byte[0]);
    }

    private static ConsumerRecord<byte[], byte[]> letter(String key, String model) {
        ConsumerRecord<byte[], byte[]> letter = keyed(key);
        letter.headers().add("model", model.getBytes(UTF_8));
        return letter;
    }
}
