package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** By ND4J's own count: steps take no native memory, and a closed learner leaves none. */
class NativeMemoryTest {
    private Learner learner;

    @BeforeEach
    void createLearner() {
        learner = Learner.create(Examples.stateful());
        learner.step(Examples.batch(0, 32));
    }

    @Test
    void stepsTakeNone() {
        long before = nativeBytes();
        for (int i = 0; i < 5000; i++) {
            learner.step(Examples.batch(i, 32));
        }
        // Less, where the collector has freed what others had left.
        assertThat(nativeBytes()).isLessThanOrEqualTo(before);
        learner.close();
    }

    @Test
    void plansOfSizesThatWereNotSeenForLongAreFreed() {
        for (int rows = 41; rows <= 80; rows++) {
            learner.step(Examples.batch(rows, rows));
        }
        long large = nativeBytes();
        for (int rows = 1; rows <= 40; rows++) {
            learner.step(Examples.batch(rows, rows));
        }
        assertThat(nativeBytes()).isLessThan(large);
        learner.close();
    }

    @Test
    void aClosedLearnerLeavesNone() {
        learner.close();
        long before = nativeBytes();
        try (Learner another = Learner.create(Examples.stateful())) {
            another.step(Examples.batch(1, 4096));
            assertThat(nativeBytes()).isGreaterThan(before + 4096 * Examples.FEATURES);
        }
        assertThat(nativeBytes()).isEqualTo(before);
    }

    private static long nativeBytes() {
        return Nd4j.getEnvironment().getDeviceCouner(0);
    }
}
