package dev.gradstream.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expected orders come from the algorithm as the javadoc has it, written in Python. */
final class EpochOrderTest {

    @Test
    void ordersAreThoseOfTheDocumentedGenerator() {
        assertThat(EpochOrder.of(10, OptionalLong.of(7), 0))
                .containsExactly(8, 1, 5, 9, 0, 4, 3, 2, 6, 7);
        assertThat(EpochOrder.of(10, OptionalLong.of(7), 1))
                .containsExactly(5, 7, 0, 3, 6, 4, 8, 1, 9, 2);
        assertThat(EpochOrder.of(10, OptionalLong.of(-3), 0))
                .containsExactly(2, 0, 4, 9, 7, 1, 6, 5, 8, 3);
    }

    @Test
    void withoutASeedTheFilesOrderStays() {
        assertThat(EpochOrder.of(4, OptionalLong.empty(), 3)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void everyRowIsTakenOnce() {
        assertThat(EpochOrder.of(1000, OptionalLong.of(1), 5))
                .containsExactlyInAnyOrder(IntStream.range(0, 1000).toArray());
        assertThat(EpochOrder.of(0, OptionalLong.of(1), 0)).isEmpty();
    }
}
