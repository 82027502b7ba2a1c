package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.Pipeline;
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
 * <p>Emits one buffer that it fills again and again. Keeps no state.
 *
 * @param <T> what a record becomes
 */
public final class IngestOperator<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<RawRecord, T> {
    private static final long serialVersionUID = 1L;

    /** Records that were refused. */
    public static final OutputTag<OutboundRecord> DEAD_LETTERS =
            new OutputTag<>("dead-letters", SingletonType.OUTBOUND_RECORD);

    private final PipelineSupplier pipeline;
    private final IngestForm<T> form;

    private transient IngestForm.Filler<T> filler;
    private transient RecordDecoder decoder;
    private transient HoldOut holdOut;
    private transient SeriesNames series;
    private transient DeadLetters deadLetters;
    private transient StreamRecord<T> emitted;
    private transient Counter accepted;
    private transient Map<Reason, Counter> refused;

    /**
     * @param form what a record becomes
     */
    public IngestOperator(PipelineSupplier pipeline, IngestForm<T> form) {
        this.pipeline = pipeline;
        this.form = form;
    }

    /** The examples of the features topic, as one subtask. */
    public static SingleOutputStreamOperator<Example> on(
            DataStream<RawRecord> records, PipelineSupplier pipeline) {
        return on(records, pipeline, WholeExamples.OF_FEATURES);
    }

    /** What a stream of records becomes, as one subtask. */
    public static <T> SingleOutputStreamOperator<T> on(
            DataStream<RawRecord> records, PipelineSupplier pipeline, IngestForm<T> form) {
        OperatorName name = form.operator();
        return name.name(
                records.transform(
                        name.title(),
                        form.type(pipeline.get()),
                        new IngestOperator<>(pipeline, form)));
    }

    @Override
    public void open() throws Exception {
        super.open();
        Pipeline built = pipeline.get();
        filler = form.filler(built);
        decoder = filler.decoder();
        holdOut = built.splitsByRecord() ? built.holdOut() : HoldOut.NONE;
        series = SeriesNames.of(built, form.split());
        deadLetters = new DeadLetters(built.name());
        emitted = new StreamRecord<>(null);
        OperatorMetrics metrics = new OperatorMetrics(getMetricGroup(), built.name());
        accepted = metrics.accepted();
        refused = metrics.refused();
    }

    @Override
    public void processElement(StreamRecord<RawRecord> element) {
        RawRecord record = element.getValue();
        Example example = filler.example();
        try {
            decoder.decode(record.key(), record.timestamp(), record.value(), example);
            filler.check(record);
        } catch (RefusedRecordException e) {
            refused.get(e.reason()).inc();
            output.collect(DEAD_LETTERS, new StreamRecord<>(deadLetters.of(record, e)));
            return;
        }
        accepted.inc();
        long name = series.nameOf(record, example.key());
        // All examples of a record come between the same two barriers: they count together.
        do {
            example.setSplit(split(example));
            if (series.areNames()) {
                example.setKey(name);
            }
            example.setOrigin(record.partition(), record.offset());
            output.collect(emitted.replace(filler.filled(record)));
        } while (decoder.next(example));
    }

    private Split split(Example example) {
        return form.split().first(example.split()).first(holdOut.split(example.key()));
    }
}
