package dev.gradstream.operator.join;

import dev.gradstream.model.data.format.RecordClock;
import dev.gradstream.model.pipeline.Labels;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.kafka.record.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Event time of the features and labels topics, partition by partition. A record whose time cannot
 * be read, or is far in the future, does not move it.
 */
public final class EventTimeWatermarks {
    /** Watermarks while a label may come. */
    private static final int STEPS_WITHIN = 100;

    private EventTimeWatermarks() {}

    /** Of the features topic. */
    public static WatermarkStrategy<RawRecord> ofFeatures(PipelineSupplier pipeline) {
        return of(pipeline, RecordDecoders::clock);
    }

    /** Of the labels topic. */
    public static WatermarkStrategy<RawRecord> ofLabels(PipelineSupplier pipeline) {
        return of(pipeline, RecordDecoders::labelClock);
    }

    private static WatermarkStrategy<RawRecord> of(
            PipelineSupplier pipeline, SerializableFunction<Pipeline, RecordClock> clock) {
        Labels labels = pipeline.get().labels().orElseThrow();
        long step = Math.max(1, labels.withinMillis() / STEPS_WITHIN);
        return WatermarkStrategy.forGenerator(
                        new ProgressWatermarks.Supplier(labels.outOfOrdernessMillis(), step))
                .withTimestampAssigner(new EventTimes(pipeline, clock))
                .withIdleness(Duration.ofMillis(labels.idleAfterMillis()));
    }

    /** Reads no more of a record than its event time. */
    private record EventTimes(
            PipelineSupplier pipeline, SerializableFunction<Pipeline, RecordClock> clock)
            implements TimestampAssignerSupplier<RawRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public TimestampAssigner<RawRecord> createTimestampAssigner(Context context) {
            RecordClock opened = clock.apply(pipeline.get());
            // Flink takes the least long for no time at all, and so does the clock.
            return (record, kafkaTimestamp) -> opened.timeOf(record.timestamp(), record.value());
        }
    }
}
