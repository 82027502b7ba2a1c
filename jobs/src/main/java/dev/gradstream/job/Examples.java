package dev.gradstream.job;

import dev.gradstream.model.data.Example;
import dev.gradstream.operator.OneProcess;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.ingest.IngestOperator;
import dev.gradstream.operator.join.DecodedRecord;
import dev.gradstream.operator.join.DelayedRecords;
import dev.gradstream.operator.join.EventTimeWatermarks;
import dev.gradstream.operator.join.JoinOperator;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.sequence.SequenceOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The examples of a job, from its sources.
 *
 * @param stream the examples
 * @param deadLetters of records that became none
 * @param heads the first operator of each task before the batch that is one subtask; none where the
 *     batch is in the sources' own chain
 */
record Examples(
        DataStream<Example> stream,
        DataStream<OutboundRecord> deadLetters,
        List<SingleOutputStreamOperator<?>> heads) {

    /** Of records that hold features and target, or of features and labels that come later. */
    static Examples of(
            StreamExecutionEnvironment env,
            PipelineText pipeline,
            TrainSources sources,
            String stopToken) {
        return sources.labels()
                .map(labels -> joined(env, pipeline, sources.features(), labels, stopToken))
                .orElseGet(() -> whole(env, pipeline, sources.features(), stopToken));
    }

    /** Ingest in the sources' own chain; behind it, where the file asks for it, a sequence. */
    private static Examples whole(
            StreamExecutionEnvironment env,
            PipelineText pipeline,
            Source<RawRecord, ?, ?> source,
            String stopToken) {
        SingleOutputStreamOperator<RawRecord> records =
                read(env, source, WatermarkStrategy.noWatermarks(), OperatorName.FEATURES);
        SingleOutputStreamOperator<Example> ingested = IngestOperator.on(records, pipeline);
        HeldOutStreams heldOut =
                HeldOutStreams.of(env, pipeline, source.getBoundedness(), stopToken);
        DataStream<Example> all = heldOut.join(ingested);
        DataStream<Example> examples =
                pipeline.get().features().sequence().isPresent()
                        ? SequenceOperator.on(all, pipeline)
                        : all;
        List<SingleOutputStreamOperator<?>> heads = new ArrayList<>();
        if (examples != ingested) {
            heads.add(records);
            heads.addAll(heldOut.records());
        }
        return new Examples(examples, heldOut.joinDeadLetters(ingested), heads);
    }

    /** Of features and the labels that come after them: an ingest for each, then the join. */
    private static Examples joined(
            StreamExecutionEnvironment env,
            PipelineText pipeline,
            Source<RawRecord, ?, ?> featureSource,
            Source<RawRecord, ?, ?> labelSource,
            String stopToken) {
        SingleOutputStreamOperator<RawRecord> featureRecords =
                read(
                        env,
                        featureSource,
                        EventTimeWatermarks.ofFeatures(pipeline),
                        OperatorName.FEATURES);
        SingleOutputStreamOperator<RawRecord> labelRecords =
                read(env, labelSource, EventTimeWatermarks.ofLabels(pipeline), OperatorName.LABELS);
        SingleOutputStreamOperator<DecodedRecord> features =
                IngestOperator.on(featureRecords, pipeline, DelayedRecords.FEATURES);
        SingleOutputStreamOperator<DecodedRecord> labels =
                IngestOperator.on(labelRecords, pipeline, DelayedRecords.LABELS);
        SingleOutputStreamOperator<Example> examples =
                JoinOperator.on(features, labels, pipeline, stopToken);
        return new Examples(
                examples,
                deadLettersOf(features).union(deadLettersOf(labels), deadLettersOf(examples)),
                List.of(featureRecords, labelRecords));
    }

    /** Has the sources run in one process with the batch, and with what is chained to it. */
    void keepTogether(SingleOutputStreamOperator<?> batches) {
        if (!heads.isEmpty()) {
            OneProcess.of(
                    Stream.concat(heads.stream(), Stream.of(batches))
                            .toArray(SingleOutputStreamOperator<?>[]::new));
        }
    }

    private static SingleOutputStreamOperator<RawRecord> read(
            StreamExecutionEnvironment env,
            Source<RawRecord, ?, ?> source,
            WatermarkStrategy<RawRecord> watermarks,
            OperatorName name) {
        return name.name(env.fromSource(source, watermarks, name.title()));
    }

    private static DataStream<OutboundRecord> deadLettersOf(
            SingleOutputStreamOperator<?> operator) {
        return operator.getSideOutput(IngestOperator.DEAD_LETTERS);
    }
}
