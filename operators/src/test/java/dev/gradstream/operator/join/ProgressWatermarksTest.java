package dev.gradstream.operator.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.operator.kafka.record.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ProgressWatermarksTest {
    private final List<Long> emitted = new ArrayList<>();
    private final WatermarkOutput output =
            new WatermarkOutput() {
                @Override
                public void emitWatermark(Watermark watermark) {
                    emitted.add(watermark.getTimestamp());
                }

                @Override
                public void markIdle() {
                    throw new AssertionError("idleness is not the generator's");
                }

                @Override
                public void markActive() {
                    throw new AssertionError("idleness is not the generator's");
                }
            };

    private final ProgressWatermarks watermarks = new ProgressWatermarks(20, 10);

    private void records(long... times) {
        for (long time : times) {
            watermarks.onEvent(new RawRecord(), time, output);
        }
    }

    @Test
    void oneComesWithEachStepOfEventTime() {
        records(100, 105, 109, 110, 90, 119, 120, 500);
        assertThat(emitted).containsExactly(79L, 89L, 99L, 479L);
    }

    @Test
    void betweenStepsTheClockAsks() {
        records(100, 105);
        watermarks.onPeriodicEmit(output);
        assertThat(emitted).containsExactly(79L, 84L);
    }

    /** A record without a time has the least long for one. */
    @Test
    void beforeAnyTimeThereIsNone() {
        watermarks.onPeriodicEmit(output);
        records(Long.MIN_VALUE);
        assertThat(emitted).containsOnly(Long.MIN_VALUE);
    }
}
