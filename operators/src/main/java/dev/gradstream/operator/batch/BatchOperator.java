package dev.gradstream.operator.batch;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.NegativeSampling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.SoleState;
import dev.gradstream.operator.metric.MetricName;
import dev.gradstream.operator.metric.OperatorMetrics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers examples into mini-batches of {@code training.batch_size} rows.
 *
 * <p>Held-out examples gather in batches of their own, for validation and for the test. They go out
 * right before the next batch for training, or when they are full. A batch for training goes out
 * when it is full, when its first row is {@code batch_timeout} old, or when the input ends.
 * Held-out rows alone wait no longer either.
 *
 * <p>With {@code training.keep_negatives} the other negatives end here: they are counted, and not
 * learnt from. Here, because it may be known no sooner what is a negative.
 *
 * <p>Emits batches that it fills again and again. Rows that have not gone out are its state.
 */
public final class BatchOperator extends AbstractStreamOperator<MiniBatch>
        implements OneInputStreamOperator<Example, MiniBatch> {
    private static final long serialVersionUID = 1L;
    private static final String STATE = "partial-batches";

    private final PipelineSupplier pipeline;

    private transient PartialBatches batches;
    private transient NegativeSampling sampling;
    private transient Counter leftOut;
    private transient SoleState state;
    private transient BatchTimeout timeout;
    private transient StreamRecord<MiniBatch> emitted;

    public BatchOperator(PipelineSupplier pipeline) {
        this.pipeline = pipeline;
    }

    /** The mini-batches of a stream of examples, as one subtask. */
    public static SingleOutputStreamOperator<MiniBatch> on(
            DataStream<Example> examples, PipelineSupplier pipeline) {
        return OperatorName.BATCH.name(
                examples.transform(
                        OperatorName.BATCH.title(),
                        MiniBatchType.of(pipeline.get()),
                        new BatchOperator(pipeline)));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        Pipeline built = pipeline.get();
        timeout =
                new BatchTimeout(
                        built.training().batchTimeoutMillis(),
                        getProcessingTimeService(),
                        this::flush);
        batches = new PartialBatches(MiniBatchType.of(built));
        state = SoleState.of(context, STATE);
        Optional<byte[]> restored = state.latest();
        if (restored.isPresent()) {
            batches.decode(restored.get());
            for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                if (built.holdOutRule(split).isEmpty()) {
                    dropHeldOut(split);
                }
            }
        }
        sampling = new NegativeSampling(built.training().weighting().keepNegatives());
        leftOut = new OperatorMetrics(getMetricGroup(), built.name()).counter(MetricName.LEFT_OUT);
    }

    /** They were to be evaluated, never learnt from, and nobody evaluates any more. */
    private void dropHeldOut(Split split) {
        int rows = batches.of(split).size();
        if (rows > 0) {
            LOG.warn(
                    "{} held-out rows of the checkpoint are dropped, because the pipeline file has"
                            + " no {} any more",
                    rows,
                    split.name().toLowerCase(Locale.ROOT));
            batches.of(split).clear();
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        emitted = new StreamRecord<>(batches.training());
        if (!batches.isEmpty()) {
            timeout.begin();
        }
    }

    @Override
    public void processElement(StreamRecord<Example> element) {
        // Restored rows may fill a batch: training.batch_size was lowered to just their number.
        emitFull();
        if (!sampling.keeps(element.getValue())) {
            leftOut.inc();
            return;
        }
        boolean nothingWaited = batches.isEmpty();
        MiniBatch batch = batches.add(element.getValue());
        if (nothingWaited || (batch == batches.training() && batch.size() == 1)) {
            timeout.begin();
        }
        emitFull();
    }

    private void emitFull() {
        if (batches.training().isFull()) {
            flush();
        } else {
            emitIfFull(batches.of(Split.VALIDATION));
            emitIfFull(batches.of(Split.TEST));
        }
    }

    private void emitIfFull(MiniBatch batch) {
        if (batch.isFull()) {
            emit(batch);
        }
    }

    private void flush() {
        emit(batches.of(Split.TEST));
        emit(batches.of(Split.VALIDATION));
        emit(batches.training());
    }

    private void emit(MiniBatch batch) {
        if (!batch.isEmpty()) {
            output.collect(emitted.replace(batch));
            batch.clear();
        }
        if (batches.isEmpty()) {
            timeout.end();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.store(batches.encode());
    }

    @Override
    public void finish() throws Exception {
        flush();
        timeout.close();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (timeout != null) {
            timeout.close();
        }
        super.close();
    }
}
