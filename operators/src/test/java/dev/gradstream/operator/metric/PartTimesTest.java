package dev.gradstream.operator.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.operator.RecordedMetrics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PartTimesTest {
    private final RecordedMetrics recorded = new RecordedMetrics();
    private final AtomicLong clock = new AtomicLong();
    private final PartTimes times =
            new PartTimes(
                    new OperatorMetrics(recorded.environment().getMetricGroup(), "toy"),
                    clock::get);

    private void at(long micros) {
        clock.set(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    private long micros(String part) {
        return recorded.counter("gradstream.model.toy.part." + part + ".nanoseconds") / 1000;
    }

    private void batch(long come, long stepped, long done) {
        at(come);
        times.taking(true);
        at(stepped);
        times.stepped();
        if (times.sampled()) {
            times.times(100_000, 200_000, 100_000);
        }
        at(done);
        times.taken();
    }

    @Test
    void everyNanosecondCountsInOnePart() {
        batch(2000, 2400, 3000);
        assertThat(micros("wait")).isEqualTo(2000);
        assertThat(micros("copy_in")).isEqualTo(100);
        assertThat(micros("forward_backward")).isEqualTo(200);
        assertThat(micros("update")).isEqualTo(100);
        assertThat(micros("other")).isEqualTo(600);
    }

    @Test
    void stepsAreDividedAsTheOneInAMillisecondThatIsTimed() {
        batch(2000, 2400, 2400);
        batch(2500, 2700, 2900);
        assertThat(times.sampled()).isFalse();
        assertThat(micros("wait")).isEqualTo(2100);
        assertThat(micros("other")).isEqualTo(200);
        assertThat(micros("update")).isEqualTo(100);

        batch(3000, 3400, 3400);
        assertThat(times.sampled()).isTrue();
        assertThat(micros("copy_in")).isEqualTo(100 + 150);
        assertThat(micros("forward_backward")).isEqualTo(200 + 300);
        assertThat(micros("update")).isEqualTo(100 + 150);
        assertThat(recorded.histogram("gradstream.model.toy.step_nanoseconds")).isEqualTo(2);
        long all =
                List.of("wait", "copy_in", "forward_backward", "update", "other").stream()
                        .mapToLong(this::micros)
                        .sum();
        assertThat(all).isEqualTo(3400);
    }

    @Test
    void batchesThatAreHeldOutTakeNoStepAndHideNone() {
        for (int i = 0; i < 3; i++) {
            at(10_000 * i + 500);
            times.taking(false);
            assertThat(times.sampled()).isFalse();
            at(10_000 * i + 900);
            times.taken();
            batch(10_000 * i + 900, 10_000 * i + 1300, 10_000 * i + 1300);
            assertThat(times.sampled()).isTrue();
        }
        assertThat(micros("other")).isEqualTo(3 * 400);
        assertThat(recorded.histogram("gradstream.model.toy.step_nanoseconds")).isEqualTo(3);
    }
}
