package dev.gradstream.operator.join;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.pipeline.Labels;
import dev.gradstream.model.pipeline.Labels.Otherwise;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.ingest.DeadLetters;
import dev.gradstream.operator.ingest.ExampleType;
import dev.gradstream.operator.ingest.IngestOperator;
import dev.gradstream.operator.kafka.source.StopSwitch;
import dev.gradstream.operator.metric.OperatorMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.IOUtils;

/**
 * Joins features with the labels that come after them, by key in event time. Features go on once:
 * when their label is there, or when the watermark passes the time in which one may come. What is
 * too late, comes twice or finds nothing to be joined with goes to {@link
 * IngestOperator#DEAD_LETTERS}.
 *
 * <p>Its state is one {@link JoinEntry} for each key, with one timer, and how far event time had
 * come. A record costs one read and one write of it.
 */
public final class JoinOperator extends AbstractStreamOperator<Example>
        implements TwoInputStreamOperator<DecodedRecord, DecodedRecord, Example>,
                Triggerable<Long, VoidNamespace> {
    private static final long serialVersionUID = 1L;
    private static final String ENTRY_STATE = "join-entry";
    private static final String TIMERS = "join-bounds";

    /** Most labels of a key that wait for its features. */
    static final int MAX_WAITING = 8;

    private final PipelineSupplier pipeline;
    private final String stopToken;

    private transient Bound bound;
    private transient Otherwise otherwise;
    private transient JoinEntrySerializer serializer;
    private transient ReachedTime reached;
    private transient EventClock clock;
    private transient ValueState<JoinEntry> state;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient JoinCounts counts;
    private transient DeadLetters deadLetters;
    private transient StopSwitch stopSwitch;
    private transient StreamRecord<Example> emitted;
    private transient long passed;
    private transient Ticks ticks;

    /**
     * @param stopToken names the {@link StopSwitch} that ends the sources early
     */
    public JoinOperator(PipelineSupplier pipeline, String stopToken) {
        this.pipeline = pipeline;
        this.stopToken = stopToken;
    }

    /** The examples of two streams, with the job's parallelism. */
    public static SingleOutputStreamOperator<Example> on(
            DataStream<DecodedRecord> features,
            DataStream<DecodedRecord> labels,
            PipelineSupplier pipeline,
            String stopToken) {
        return OperatorName.JOIN.nameKeyed(
                features.connect(labels)
                        .keyBy(DecodedRecord::key, DecodedRecord::key, Types.LONG)
                        .transform(
                                OperatorName.JOIN.title(),
                                ExampleType.of(pipeline.get()),
                                new JoinOperator(pipeline, stopToken)));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        reached = ReachedTime.of(context);
    }

    @Override
    public void open() throws Exception {
        super.open();
        Pipeline built = pipeline.get();
        Labels labels = built.labels().orElseThrow();
        bound = Bound.of(labels);
        otherwise = labels.otherwise();
        deadLetters = new DeadLetters(built.name());
        stopSwitch = StopSwitch.hold(stopToken);
        emitted = new StreamRecord<>(null);
        clock = new EventClock(getProcessingTimeService(), reached.latest());
        passed = clock.now();
        ticks = new Ticks(getProcessingTimeService(), this::tick);
        timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        serializer = new JoinEntrySerializer(built.featureCount(), built.targetCount());
        ValueStateDescriptor<JoinEntry> descriptor =
                new ValueStateDescriptor<>(ENTRY_STATE, serializer);
        state = getPartitionedState(descriptor);
        counts = new JoinCounts(new OperatorMetrics(getMetricGroup(), built.name()));
        getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        descriptor,
                        (key, entry) -> counts.entered(entry.value()));
    }

    /** What there is in state, and what became of the rest. */
    JoinCounts counts() {
        return counts;
    }

    @Override
    public void processElement1(StreamRecord<DecodedRecord> element) throws Exception {
        DecodedRecord features = element.getValue();
        JoinEntry entry = state.value();
        if (entry instanceof JoinEntry.Open || entry instanceof JoinEntry.Joined) {
            refuse(features, JoinRefusals.duplicateFeatures());
        } else if (features.time() <= clock.now()) {
            refuse(features, JoinRefusals.lateFeatures(features.time(), clock.now()));
        } else if (entry instanceof JoinEntry.Waiting waiting) {
            meet(features, waiting);
        } else {
            keep(new JoinEntry.Open(serializer.copy(features.example())));
            setTimer(bound.ofFeatures(features.time()));
        }
    }

    /**
     * The first label that belongs to the features is theirs; there is nothing to wait for more.
     */
    private void meet(DecodedRecord features, JoinEntry.Waiting waiting) throws Exception {
        Optional<DecodedRecord> met = Optional.empty();
        for (DecodedRecord label : waiting.labels()) {
            Optional<RefusedRecordException> refusal = bound.refusal(features.time(), label.time());
            if (refusal.isEmpty() && met.isEmpty()) {
                met = Optional.of(label);
            } else {
                refuse(label, refusal.orElseGet(JoinRefusals::duplicateLabel));
            }
        }
        deleteTimer(bound.ofLabel(waiting.earliest()));
        setTimer(bound.ofFeatures(features.time()));
        if (met.isPresent()) {
            replace(waiting, new JoinEntry.Joined(features.time()));
            join(features.example(), met.get());
        } else {
            replace(waiting, new JoinEntry.Open(serializer.copy(features.example())));
        }
    }

    @Override
    public void processElement2(StreamRecord<DecodedRecord> element) throws Exception {
        DecodedRecord label = element.getValue();
        JoinEntry entry = state.value();
        if (entry instanceof JoinEntry.Open open) {
            Optional<RefusedRecordException> refusal =
                    bound.refusal(open.example().eventTime(), label.time());
            if (refusal.isPresent()) {
                refuse(label, refusal.get());
            } else {
                replace(open, new JoinEntry.Joined(open.example().eventTime()));
                join(open.example(), label);
            }
        } else if (entry instanceof JoinEntry.Joined joined) {
            refuse(
                    label,
                    bound.refusal(joined.time(), label.time())
                            .orElseGet(JoinRefusals::duplicateLabel));
        } else if (label.time() <= clock.now()) {
            refuse(label, JoinRefusals.lateLabel(label.time(), clock.now()));
        } else {
            await(label, Optional.ofNullable((JoinEntry.Waiting) entry));
        }
    }

    private void await(DecodedRecord label, Optional<JoinEntry.Waiting> others) throws Exception {
        if (others.isEmpty()) {
            keep(new JoinEntry.Waiting(List.of(serializer.copy(label))));
            setTimer(bound.ofLabel(label.time()));
            return;
        }
        if (others.get().labels().size() == MAX_WAITING) {
            refuse(label, JoinRefusals.tooManyLabels(MAX_WAITING));
            return;
        }
        List<DecodedRecord> all = new ArrayList<>(others.get().labels());
        all.add(serializer.copy(label));
        replace(others.get(), new JoinEntry.Waiting(all));
        if (label.time() < others.get().earliest()) {
            deleteTimer(bound.ofLabel(others.get().earliest()));
            setTimer(bound.ofLabel(label.time()));
        }
    }

    @Override
    public void onEventTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
        JoinEntry entry = state.value();
        if (entry instanceof JoinEntry.Open open) {
            if (remains(bound.ofFeatures(open.example().eventTime()))) {
                return;
            }
            drop(entry);
            goWithoutLabel(open.example());
        } else if (entry instanceof JoinEntry.Joined joined) {
            if (!remains(bound.ofFeatures(joined.time()))) {
                drop(entry);
            }
        } else if (entry instanceof JoinEntry.Waiting waiting) {
            expire(waiting);
        }
    }

    /** Sees to what is to be kept longer than it was when its timer was set, by another file. */
    private boolean remains(long until) {
        boolean remains = until > clock.now();
        if (remains) {
            setTimer(until);
        }
        return remains;
    }

    private void goWithoutLabel(Example features) {
        if (endedEarly() || otherwise == Otherwise.DROP) {
            counts.dropped();
            return;
        }
        Arrays.fill(features.target(), 0);
        counts.negative();
        output.collect(emitted.replace(features));
    }

    private void expire(JoinEntry.Waiting waiting) throws Exception {
        List<DecodedRecord> left = new ArrayList<>();
        for (DecodedRecord label : waiting.labels()) {
            if (bound.ofLabel(label.time()) > clock.now()) {
                left.add(label);
            } else if (!endedEarly()) {
                refuse(label, JoinRefusals.orphanLabel());
            }
        }
        if (left.isEmpty()) {
            drop(waiting);
        } else {
            JoinEntry.Waiting rest = new JoinEntry.Waiting(left);
            replace(waiting, rest);
            setTimer(bound.ofLabel(rest.earliest()));
        }
    }

    /**
     * Whether somebody ended the sources: their end says nothing of labels that are yet to come.
     */
    private boolean endedEarly() {
        return clock.ended() && stopSwitch.isThrown();
    }

    private void join(Example features, DecodedRecord label) {
        float[] target = label.example().target();
        System.arraycopy(target, 0, features.target(), 0, target.length);
        counts.joined();
        output.collect(emitted.replace(features));
    }

    private void refuse(DecodedRecord record, RefusedRecordException refusal) {
        counts.refused(refusal.reason());
        output.collect(
                IngestOperator.DEAD_LETTERS,
                new StreamRecord<>(deadLetters.of(record.record(), refusal)));
    }

    private void keep(JoinEntry entry) throws Exception {
        state.update(entry);
        counts.entered(entry);
    }

    private void replace(JoinEntry entry, JoinEntry by) throws Exception {
        state.update(by);
        counts.left(entry);
        counts.entered(by);
    }

    private void drop(JoinEntry entry) {
        state.clear();
        counts.left(entry);
    }

    private void setTimer(long time) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
    }

    private void deleteTimer(long time) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, time);
    }

    @Override
    public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {
        throw new IllegalStateException("no timer of the join goes by the wall clock");
    }

    @Override
    public void processWatermark1(Watermark watermark) throws Exception {
        clock.watermark(0, watermark.getTimestamp());
        advance();
    }

    @Override
    public void processWatermark2(Watermark watermark) throws Exception {
        clock.watermark(1, watermark.getTimestamp());
        advance();
    }

    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int index) throws Exception {
        clock.status(index, status.isIdle());
        advance();
        ticks.want(clock.isIdle());
    }

    private void advance() throws Exception {
        if (clock.now() > passed) {
            passed = clock.now();
            reached.set(passed);
            super.processWatermark(new Watermark(clock.now()));
        }
    }

    /** Nothing comes that would say how time goes by. */
    private void tick(long now) throws Exception {
        clock.tick();
        advance();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        reached.store();
    }

    @Override
    public void finish() throws Exception {
        ticks.close();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (ticks != null) {
            ticks.close();
        }
        IOUtils.closeAll(stopSwitch, super::close);
    }
}
