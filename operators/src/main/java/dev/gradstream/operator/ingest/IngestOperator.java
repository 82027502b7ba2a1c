package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.record.SingletonType;
import dev.gradstream.operator.metric.OperatorMetrics;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Decodes records into examples, and says which are held out: all of a topic of their own, else by
 * what the record or the example's key says, the test first. Where examples are made of several
 * records, each record is named by its series. A record that cannot be used goes to {@link
 * #DEAD_LETTERS} and is counted by reason; it never fails the job.
 *
 * <p>Emits one {@link Example} that it fills again and again. Keeps no state.
 */
public final class IngestOperator extends AbstractStreamOperator<Example>
        implements OneInputStreamOperator<RawRecord, Example> {
    private static final long serialVersionUID = 1L;

    /** Records that were refused. */
    public static final OutputTag<OutboundRecord> DEAD_LETTERS =
            new OutputTag<>("dead-letters", SingletonType.OUTBOUND_RECORD);

    private final PipelineSupplier pipeline;
    private final Split split;

    private transient RecordDecoder decoder;
    private transient HoldOut holdOut;
    private transient SeriesNames series;
    private transient DeadLetters deadLetters;
    private transient StreamRecord<Example> emitted;
    private transient Counter accepted;
    private transient Map<Reason, Counter> refused;

    /**
     * @param split what the whole stream is for; training where its records say what each is for
     */
    public IngestOperator(PipelineSupplier pipeline, Split split) {
        this.pipeline = pipeline;
        this.split = split;
    }

    /** The examples of the features topic, as one subtask. */
    public static SingleOutputStreamOperator<Example> on(
            DataStream<RawRecord> records, PipelineSupplier pipeline) {
        return on(records, pipeline, Split.TRAINING, OperatorName.INGEST);
    }

    /**
     * The examples of a stream of records, as one subtask.
     *
     * @param split what the whole stream is for; training where its records say what each is for
     */
    public static SingleOutputStreamOperator<Example> on(
            DataStream<RawRecord> records,
            PipelineSupplier pipeline,
            Split split,
            OperatorName name) {
        return name.name(
                records.transform(
                        name.title(),
                        ExampleType.ofRecords(pipeline.get()),
                        new IngestOperator(pipeline, split)));
    }

    @Override
    public void open() throws Exception {
        super.open();
        Pipeline built = pipeline.get();
        decoder = RecordDecoders.of(built);
        holdOut = built.splitsByRecord() ? built.holdOut() : HoldOut.NONE;
        series = SeriesNames.of(built, split);
        deadLetters = new DeadLetters(built.name());
        emitted = new StreamRecord<>(ExampleType.ofRecords(built).createExample());
        OperatorMetrics metrics = new OperatorMetrics(getMetricGroup());
        accepted = metrics.accepted();
        refused = metrics.refused();
    }

    @Override
    public void processElement(StreamRecord<RawRecord> element) {
        RawRecord record = element.getValue();
        Example example = emitted.getValue();
        try {
            decoder.decode(record.key(), record.timestamp(), record.value(), example);
        } catch (RefusedRecordException e) {
            refused.get(e.reason()).inc();
            output.collect(DEAD_LETTERS, new StreamRecord<>(deadLetters.of(record, e)));
            return;
        }
        accepted.inc();
        long name = series.nameOf(record, example.key());
        // All examples of a record come between the same two barriers: they count together.
        do {
            example.setSplit(split.first(example.split()).first(holdOut.split(example.key())));
            if (series.areNames()) {
                example.setKey(name);
            }
            example.setOrigin(record.partition(), record.offset());
            output.collect(emitted);
        } while (decoder.next(example));
    }
}
