package dev.gradstream.operator.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.operator.kafka.snapshot.PublishedVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static PublishedVersion version(long version) {
        return new PublishedVersion(version, (int) version + 1);
    }

    @Test
    void theOldestGoesWhenThereAreMoreThanAreKept() {
        Retention retention = new Retention(2, List.of());
        assertThat(retention.add(version(1))).isEmpty();
        assertThat(retention.add(version(2))).isEmpty();
        assertThat(retention.add(version(3))).containsExactly(version(1));
        assertThat(retention.add(version(4))).containsExactly(version(2));
    }

    @Test
    void versionsOfEarlierJobsGoToo() {
        Retention retention = new Retention(2, List.of(version(5), version(6), version(7)));
        assertThat(retention.add(version(8))).containsExactly(version(5), version(6));
    }

    @Test
    void goesOnFromItsBytes() throws IOException {
        Retention retention = new Retention(3, List.of(version(1), version(2)));
        Retention restored = Retention.decode(2, retention.encode());
        assertThat(restored.add(version(3))).containsExactly(version(1));
    }

    @Test
    void versionsAboveTheKnownOnesJoinThem() {
        Retention retention = new Retention(1, List.of(version(4), version(5)));
        retention.join(List.of(version(3), version(5), version(6), version(8)));
        assertThat(retention.add(version(9)))
                .containsExactly(version(4), version(5), version(6), version(8));
    }

    @Test
    void bytesOfAnUnknownFormatAreRefusedNamingBothNumbers() throws IOException {
        byte[] bytes = new Retention(3, List.of(version(1))).encode();
        bytes[3] = 7;
        assertThatThrownBy(() -> Retention.decode(3, bytes))
                .hasMessageContaining("format version 7")
                .hasMessageContaining("reads version 1");
    }

    @Test
    void aCountThatTheBytesCannotHoldIsRefused() throws IOException {
        byte[] bytes = new Retention(3, List.of(version(1))).encode();
        Arrays.fill(bytes, 4, 8, (byte) 0x7f);
        assertThatThrownBy(() -> Retention.decode(3, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("12 bytes");
    }
}
