package dev.gradstream.job;

import dev.gradstream.model.data.Example;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.ingest.IngestOperator;
import dev.gradstream.operator.join.DecodedRecord;
import dev.gradstream.operator.join.DelayedRecords;
import dev.gradstream.operator.join.EventTimeWatermarks;
import dev.gradstream.operator.join.JoinOperator;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.RawRecord;
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
 */
record Examples(DataStream<Example> stream, DataStream<OutboundRecord> deadLetters) {
    /** Tasks of this group run in one process, where the learner's switch reaches the sources. */
    static final String CO_LOCATION = "gradstream";

    /** Of records that hold features and target: ingest, in the sources' own chain. */
    static Examples whole(
            StreamExecutionEnvironment env, PipelineText pipeline, Source<RawRecord, ?, ?> source) {
        SingleOutputStreamOperator<Example> examples =
                IngestOperator.on(
                        read(env, source, WatermarkStrategy.noWatermarks(), OperatorName.FEATURES),
                        pipeline);
        return new Examples(examples, deadLettersOf(examples));
    }

    /** Of features and the labels that come after them: an ingest for each, then the join. */
    static Examples joined(
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
        featureRecords.getTransformation().setCoLocationGroupKey(CO_LOCATION);
        labelRecords.getTransformation().setCoLocationGroupKey(CO_LOCATION);

        SingleOutputStreamOperator<DecodedRecord> features =
                IngestOperator.on(featureRecords, pipeline, DelayedRecords.FEATURES);
        SingleOutputStreamOperator<DecodedRecord> labels =
                IngestOperator.on(labelRecords, pipeline, DelayedRecords.LABELS);
        SingleOutputStreamOperator<Example> examples =
                JoinOperator.on(features, labels, pipeline, stopToken);
        return new Examples(
                examples,
                deadLettersOf(features).union(deadLettersOf(labels), deadLettersOf(examples)));
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
