package dev.gradstream.operator.join;

import dev.gradstream.operator.kafka.record.RawRecord;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks behind the latest event time by the disorder that is allowed: as Flink's own, but each
 * time that event time has gone on by a step, and not only every 200 ms. A topic that is caught up
 * with goes through hours in that time: all features that have a label would be learnt first, and
 * all that have none behind them.
 */
final class ProgressWatermarks implements WatermarkGenerator<RawRecord> {
    private final long disorder;
    private final long step;
    private long latest;
    private long next = Long.MIN_VALUE;

    /**
     * @param disorder how far a record's time may be behind the latest, in milliseconds
     * @param step of event time from one watermark to the next, in milliseconds, at least 1
     */
    ProgressWatermarks(long disorder, long step) {
        this.disorder = disorder;
        this.step = step;
        // What is subtracted from it must not wrap around.
        latest = Long.MIN_VALUE + disorder + 1;
    }

    @Override
    public void onEvent(RawRecord record, long time, WatermarkOutput output) {
        latest = Math.max(latest, time);
        if (latest >= next) {
            next = latest + step;
            emit(output);
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        emit(output);
    }

    private void emit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(latest - disorder - 1));
    }

    /** Makes one for each partition. */
    record Supplier(long disorder, long step) implements WatermarkGeneratorSupplier<RawRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public WatermarkGenerator<RawRecord> createWatermarkGenerator(Context context) {
            return new ProgressWatermarks(disorder, step);
        }
    }
}
