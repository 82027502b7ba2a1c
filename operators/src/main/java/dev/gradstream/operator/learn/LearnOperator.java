package dev.gradstream.operator.learn;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.train.Trainer;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.SoleState;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.SingletonType;
import dev.gradstream.operator.kafka.source.StopSwitch;
import dev.gradstream.operator.metric.LearnMetrics;
import dev.gradstream.operator.metric.OperatorMetrics;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.OutputTag;

/**
 * Hands mini-batches to a {@link Trainer}, whose state is the operator's.
 *
 * <p>Emits metrics; signals and chunks of snapshots go to side outputs. When the trainer asks for
 * the end, the {@link StopSwitch} ends the source, and with it the job.
 */
public final class LearnOperator extends AbstractStreamOperator<OutboundRecord>
        implements OneInputStreamOperator<MiniBatch, OutboundRecord> {
    private static final long serialVersionUID = 1L;
    private static final String TRAINER_STATE = "trainer";
    private static final String RETENTION_STATE = "published-versions";

    /** What a person or program should know. */
    public static final OutputTag<OutboundRecord> SIGNALS =
            new OutputTag<>("signals", SingletonType.OUTBOUND_RECORD);

    /** Chunks of new versions, tombstones of old ones. */
    public static final OutputTag<OutboundRecord> SNAPSHOTS =
            new OutputTag<>("snapshots", SingletonType.OUTBOUND_RECORD);

    private final PipelineSupplier pipeline;
    private final TrainingStart start;
    private final String stopToken;

    private transient SoleState trainerState;
    private transient SoleState retentionState;
    private transient Retention retention;
    private transient LearnMetrics learnMetrics;
    private transient StopSwitch stopSwitch;
    private transient Trainer trainer;

    /**
     * @param start what a new job starts from
     * @param stopToken names the source's {@link StopSwitch}
     */
    public LearnOperator(PipelineSupplier pipeline, TrainingStart start, String stopToken) {
        this.pipeline = pipeline;
        this.start = start;
        this.stopToken = stopToken;
    }

    /** The metrics of learning from a stream of mini-batches, as one subtask. */
    public static SingleOutputStreamOperator<OutboundRecord> on(
            DataStream<MiniBatch> batches,
            PipelineSupplier pipeline,
            TrainingStart start,
            String stopToken) {
        return OperatorName.LEARN.name(
                batches.transform(
                        OperatorName.LEARN.title(),
                        SingletonType.OUTBOUND_RECORD,
                        new LearnOperator(pipeline, start, stopToken)));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        trainerState = SoleState.of(context, TRAINER_STATE);
        retentionState = SoleState.of(context, RETENTION_STATE);
    }

    @Override
    public void open() throws Exception {
        super.open();
        Pipeline built = pipeline.get();
        learnMetrics = metrics(built);
        stopSwitch = StopSwitch.hold(stopToken);
        retention = retention(built.snapshots().keep());
        trainer = trainer(built, new LearnOutput(built.name(), retention, learnMetrics, output));
        // Does nothing but for a savepoint that is older than what stands on the topic.
        trainer.versionsFrom(start.firstVersion());
        learnMetrics.watch(trainer);
        stopIfRequested();
    }

    private LearnMetrics metrics(Pipeline built) {
        return new LearnMetrics(
                new OperatorMetrics(getMetricGroup(), built.name()),
                built.earlyStopping().map(Pipeline.EarlyStopping::patience).orElse(0),
                built.training().batchSize(),
                System::currentTimeMillis);
    }

    private Retention retention(int keep) throws Exception {
        Optional<byte[]> stored = retentionState.latest();
        Retention known =
                stored.isPresent()
                        ? Retention.decode(keep, stored.get())
                        : new Retention(keep, List.of());
        known.join(start.published());
        return known;
    }

    private Trainer trainer(Pipeline built, LearnOutput learnOutput) throws Exception {
        return trainerState
                .latest()
                .map(bytes -> Trainer.restore(built, bytes, learnOutput))
                .orElseGet(
                        () ->
                                Trainer.create(
                                        built, start.init(), start.firstVersion(), learnOutput));
    }

    @Override
    public void processElement(StreamRecord<MiniBatch> element) {
        MiniBatch batch = element.getValue();
        learnMetrics.taking(batch);
        trainer.accept(batch);
        learnMetrics.taken(batch);
        stopIfRequested();
    }

    private void stopIfRequested() {
        if (trainer.stopRequested()) {
            stopSwitch.stop();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        learnMetrics.checkpointing();
        byte[] state = trainer.state();
        trainerState.store(state);
        retentionState.store(retention.encode());
        learnMetrics.checkpointed(state.length);
    }

    @Override
    public void finish() throws Exception {
        trainer.finish();
        learnMetrics.finished();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        // Also after a failure to open, when either may be missing.
        IOUtils.closeAll(trainer, stopSwitch, super::close);
    }
}
