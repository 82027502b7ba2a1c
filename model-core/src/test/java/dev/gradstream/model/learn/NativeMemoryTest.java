package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Steps take no native memory, and a closed learner leaves none. */
class NativeMemoryTest {

    @Test
    void stepsTakeNone() {
        try (Learner learner = Learner.create(Examples.stateful())) {
            learner.step(Examples.batch(0, 32));
            long before = Pointer.totalBytes();
            for (int i = 0; i < 5000; i++) {
                learner.step(Examples.batch(i, 32));
            }
            assertThat(Pointer.totalBytes()).isEqualTo(before);
        }
    }

    @Test
    void batchesOfEverySizeTakeABoundedAmount() {
        try (Learner learner = Learner.create(Examples.stateful())) {
            for (int rows = 100; rows > 60; rows--) {
                learner.step(Examples.batch(rows, rows));
            }
            long before = Pointer.totalBytes();
            for (int rows = 60; rows > 1; rows--) {
                learner.step(Examples.batch(rows, rows));
            }
            assertThat(Pointer.totalBytes()).isLessThan(before);
        }
    }

    @Test
    void aClosedLearnerLeavesNone() {
        Learner.create(Examples.stateful()).close();
        long before = Pointer.totalBytes();
        for (int i = 0; i < 20; i++) {
            try (Learner learner = Learner.create(Examples.stateful())) {
                learner.step(Examples.batch(i, 4096));
            }
        }
        assertThat(Pointer.totalBytes()).isLessThan(before + 100_000);
    }
}
