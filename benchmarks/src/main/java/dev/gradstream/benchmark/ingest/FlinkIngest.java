package dev.gradstream.benchmark.ingest;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.embedded.EmbeddedFlink;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.operator.batch.BatchOperator;
import dev.gradstream.operator.ingest.IngestOperator;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.source.FeatureSource;
import dev.gradstream.operator.kafka.source.PartitionRange;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The first half of the training job: source, ingest and batch, then nothing. */
final class FlinkIngest {
    private FlinkIngest() {}

    /** Reads the whole topic; returns records a second. */
    static double run(FeatureTopic topic, EmbeddedFlink flink) throws Exception {
        PipelineText pipeline = topic.pipeline();
        StreamExecutionEnvironment environment = flink.environment();
        List<PartitionRange> all = List.of(new PartitionRange(0, 0, topic.kind().records()));
        DataStream<RawRecord> records =
                environment.fromSource(
                        FeatureSource.bounded(pipeline.get(), all, "ingest"),
                        WatermarkStrategy.noWatermarks(),
                        "features");
        DataStream<Example> examples = IngestOperator.on(records, pipeline);
        DataStream<MiniBatch> batches = BatchOperator.on(examples, pipeline);
        Arrivals.begin(topic.kind().records());
        batches.map(new Arrivals()).setParallelism(1).sinkTo(new DiscardingSink<>());
        flink.submit(environment, pipeline.get().name()).get();
        return Arrivals.end();
    }
}
