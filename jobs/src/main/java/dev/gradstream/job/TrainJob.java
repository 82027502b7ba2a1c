package dev.gradstream.job;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.batch.BatchOperator;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.sink.OutboundSink;
import dev.gradstream.operator.learn.LearnOperator;
import dev.gradstream.operator.learn.TrainingStart;
import java.time.Duration;
import java.util.UUID;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that trains one model: {@code flink run -c dev.gradstream.job.TrainJob gradstream-job.jar
 * --pipeline FILE}.
 */
public final class TrainJob {
    /** Unless the cluster or the user says otherwise. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private TrainJob() {}

    /**
     * Submits the job, which runs until it is stopped or early stopping ends it.
     *
     * @param arguments {@code --pipeline FILE} and, optionally, {@code --init FILE.safetensors}
     * @throws IllegalArgumentException if the latter is of another model
     */
    public static void main(String[] arguments) throws Exception {
        TrainJobArguments parsed = TrainJobArguments.parse(arguments);
        PipelineText pipeline = PipelineText.read(parsed.pipeline());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.getConfig().enableObjectReuse();
        if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
            env.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
        }
        String stopToken = UUID.randomUUID().toString();
        define(
                env,
                pipeline,
                TrainSources.unbounded(pipeline.get(), stopToken),
                Preparation.of(pipeline.get(), parsed.readInit()),
                stopToken);
        env.execute("gradstream " + pipeline.get().name());
    }

    /**
     * The whole job graph: one chain in one task, sinks included; several where {@link Examples}
     * are made by more than ingest.
     *
     * @param sources end when the switch named {@code stopToken} is thrown
     * @param start what the model starts from
     */
    public static void define(
            StreamExecutionEnvironment env,
            PipelineText pipelineText,
            TrainSources sources,
            TrainingStart start,
            String stopToken) {
        Pipeline pipeline = pipelineText.get();

        Examples examples = Examples.of(env, pipelineText, sources, stopToken);
        SingleOutputStreamOperator<MiniBatch> batches =
                BatchOperator.on(examples.stream(), pipelineText);
        examples.keepTogether(batches);
        SingleOutputStreamOperator<OutboundRecord> metrics =
                LearnOperator.on(batches, pipelineText, start, stopToken);

        OperatorName.METRICS.name(metrics.sinkTo(OutboundSink.metrics(pipeline)));
        OperatorName.SIGNALS.name(
                metrics.getSideOutput(LearnOperator.SIGNALS)
                        .sinkTo(OutboundSink.signals(pipeline)));
        OperatorName.SNAPSHOTS.name(
                metrics.getSideOutput(LearnOperator.SNAPSHOTS)
                        .sinkTo(OutboundSink.snapshots(pipeline)));
        OperatorName.DEAD_LETTERS.name(
                examples.deadLetters().sinkTo(OutboundSink.deadLetters(pipeline)));
    }
}
