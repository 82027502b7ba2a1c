package dev.gradstream.operator.kafka.source;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.record.SingletonType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics of a pipeline as sources, which their {@link StopSwitch} can end.
 *
 * <p>The job fails, for good and with one sentence, when the next record of a partition was deleted
 * before it was read.
 */
public final class FeatureSource {
    private FeatureSource() {}

    /**
     * Reads on and on: from the earliest offsets, unless a checkpoint has its own. What a consumer
     * group has committed does not count, because no weights stand beside it.
     *
     * @param stopToken names the {@link StopSwitch}
     */
    public static Source<RawRecord, ?, ?> unbounded(Pipeline pipeline, String stopToken) {
        return unbounded(pipeline, pipeline.topics().features(), stopToken);
    }

    /** As {@link #unbounded(Pipeline, String)} of any topic. */
    public static Source<RawRecord, ?, ?> unbounded(
            Pipeline pipeline, String topic, String stopToken) {
        return stoppable(
                builder(pipeline)
                        .setTopics(topic)
                        .setStartingOffsets(new ExactOffsets(OffsetsInitializer.earliest())),
                stopToken);
    }

    /**
     * Reads just these stretches, then ends. Commits no offsets: a replay is no progress of the
     * group that reads on and on.
     *
     * @param ranges at least one, no partition twice
     * @param stopToken names the {@link StopSwitch}
     */
    public static Source<RawRecord, ?, ?> bounded(
            Pipeline pipeline, List<PartitionRange> ranges, String stopToken) {
        return bounded(pipeline, pipeline.topics().features(), ranges, stopToken);
    }

    /** As {@link #bounded(Pipeline, List, String)} of any topic. */
    public static Source<RawRecord, ?, ?> bounded(
            Pipeline pipeline, String topic, List<PartitionRange> ranges, String stopToken) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (PartitionRange range : ranges) {
            TopicPartition partition = new TopicPartition(topic, range.partition());
            starts.put(partition, range.start());
            ends.put(partition, range.end());
        }
        if (ranges.isEmpty() || starts.size() != ranges.size()) {
            throw new IllegalArgumentException(
                    "each partition needs exactly one stretch, got " + ranges);
        }
        return stoppable(
                builder(pipeline)
                        .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false")
                        .setPartitions(new HashSet<>(starts.keySet()))
                        .setStartingOffsets(new ExactOffsets(OffsetsInitializer.offsets(starts)))
                        .setBounded(OffsetsInitializer.offsets(ends)),
                stopToken);
    }

    /**
     * Reads a topic of held-out examples, from the earliest offsets unless a checkpoint has its
     * own: on and on, or, beside a bounded source, up to where the topic ends when the job starts.
     *
     * @param stopToken names the {@link StopSwitch}
     */
    public static Source<RawRecord, ?, ?> heldOut(
            Pipeline pipeline, String topic, Boundedness boundedness, String stopToken) {
        KafkaSourceBuilder<RawRecord> builder =
                builder(pipeline)
                        .setTopics(topic)
                        .setStartingOffsets(new ExactOffsets(OffsetsInitializer.earliest()));
        if (boundedness == Boundedness.BOUNDED) {
            builder.setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false")
                    .setBounded(OffsetsInitializer.latest());
        }
        return stoppable(builder, stopToken);
    }

    private static KafkaSourceBuilder<RawRecord> builder(Pipeline pipeline) {
        return KafkaSource.<RawRecord>builder()
                .setProperties(ClientProperties.consumer(pipeline))
                .setDeserializer(new RawRecordDeserializer());
    }

    private static Source<RawRecord, ?, ?> stoppable(
            KafkaSourceBuilder<RawRecord> builder, String stopToken) {
        return new StoppableSource<>(builder.build(), SingletonType.RAW_RECORD, stopToken);
    }
}
