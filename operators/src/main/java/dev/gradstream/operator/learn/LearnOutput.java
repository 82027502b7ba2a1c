package dev.gradstream.operator.learn;

import dev.gradstream.model.train.TrainerOutput;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.snapshot.PublishedVersion;
import dev.gradstream.operator.kafka.snapshot.SnapshotChunks;
import dev.gradstream.operator.metric.LearnMetrics;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** What a trainer reports, as records for Kafka. */
final class LearnOutput implements TrainerOutput {
    private final String model;
    private final Retention retention;
    private final LearnMetrics metrics;
    private final Output<StreamRecord<OutboundRecord>> output;

    /**
     * @param model the pipeline's name
     * @param metrics hears what is published
     */
    LearnOutput(
            String model,
            Retention retention,
            LearnMetrics metrics,
            Output<StreamRecord<OutboundRecord>> output) {
        this.model = model;
        this.retention = retention;
        this.metrics = metrics;
        this.output = output;
    }

    @Override
    public void metrics(byte[] json) {
        output.collect(new StreamRecord<>(OutboundRecord.of(model, json)));
    }

    @Override
    public void signal(byte[] json) {
        output.collect(LearnOperator.SIGNALS, new StreamRecord<>(OutboundRecord.of(model, json)));
    }

    @Override
    public void snapshot(long version, Map<String, String> headers, byte[] safetensors) {
        List<OutboundRecord> chunks = SnapshotChunks.cut(model, version, headers, safetensors);
        chunks.forEach(this::publish);
        // After the new version, so that a reader finds one at every moment.
        for (PublishedVersion old : retention.add(new PublishedVersion(version, chunks.size()))) {
            SnapshotChunks.tombstones(model, old).forEach(this::publish);
        }
        metrics.published(version);
    }

    private void publish(OutboundRecord record) {
        output.collect(LearnOperator.SNAPSHOTS, new StreamRecord<>(record));
    }
}
