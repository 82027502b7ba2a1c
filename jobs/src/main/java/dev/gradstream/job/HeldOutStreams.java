package dev.gradstream.job;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.ingest.IngestOperator;
import dev.gradstream.operator.ingest.WholeExamples;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.source.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Examples that come from topics of their own, for validation or for a test.
 *
 * <p>Each topic has a source and an ingest of its own, in a task of their own.
 *
 * @param records of each topic
 * @param examples of each topic
 */
record HeldOutStreams(
        List<SingleOutputStreamOperator<RawRecord>> records,
        List<SingleOutputStreamOperator<Example>> examples) {
    /**
     * The streams that a pipeline file names; often none.
     *
     * @param boundedness of the features; the streams end where these do
     */
    static HeldOutStreams of(
            StreamExecutionEnvironment env,
            PipelineText pipelineText,
            Boundedness boundedness,
            String stopToken) {
        Pipeline pipeline = pipelineText.get();
        HeldOutStreams streams = new HeldOutStreams(new ArrayList<>(), new ArrayList<>());
        for (Map.Entry<Split, String> topic : pipeline.heldOutTopics().entrySet()) {
            boolean ofTest = topic.getKey() == Split.TEST;
            OperatorName source =
                    ofTest ? OperatorName.TEST_FEATURES : OperatorName.VALIDATION_FEATURES;
            OperatorName ingest =
                    ofTest ? OperatorName.TEST_INGEST : OperatorName.VALIDATION_INGEST;
            SingleOutputStreamOperator<RawRecord> read =
                    source.name(
                            env.fromSource(
                                    FeatureSource.heldOut(
                                            pipeline, topic.getValue(), boundedness, stopToken),
                                    WatermarkStrategy.noWatermarks(),
                                    source.title()));
            streams.records.add(read);
            streams.examples.add(
                    IngestOperator.on(
                            read, pipelineText, new WholeExamples(topic.getKey(), ingest)));
        }
        return streams;
    }

    /** The examples of the features, and these. */
    DataStream<Example> join(DataStream<Example> features) {
        DataStream<Example> all = features;
        for (DataStream<Example> stream : examples) {
            all = all.union(stream);
        }
        return all;
    }

    /** What was refused of the features, and of these. */
    DataStream<OutboundRecord> joinDeadLetters(SingleOutputStreamOperator<Example> features) {
        DataStream<OutboundRecord> all = features.getSideOutput(IngestOperator.DEAD_LETTERS);
        for (SingleOutputStreamOperator<Example> stream : examples) {
            all = all.union(stream.getSideOutput(IngestOperator.DEAD_LETTERS));
        }
        return all;
    }
}
