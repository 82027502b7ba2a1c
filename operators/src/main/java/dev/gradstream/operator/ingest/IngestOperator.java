package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
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
 * Decodes records into examples. A record that cannot be used goes to {@link #DEAD_LETTERS} and is
 * counted by reason; it never fails the job.
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

    private transient RecordDecoder decoder;
    private transient DeadLetters deadLetters;
    private transient StreamRecord<Example> emitted;
    private transient Counter accepted;
    private transient Map<Reason, Counter> refused;

    public IngestOperator(PipelineSupplier pipeline) {
        this.pipeline = pipeline;
    }

    /** The examples of a stream of records, as one subtask. */
    public static SingleOutputStreamOperator<Example> on(
            DataStream<RawRecord> records, PipelineSupplier pipeline) {
        return OperatorName.INGEST.name(
                records.transform(
                        OperatorName.INGEST.title(),
                        ExampleType.of(pipeline.get()),
                        new IngestOperator(pipeline)));
    }

    @Override
    public void open() throws Exception {
        super.open();
        Pipeline built = pipeline.get();
        decoder = RecordDecoders.of(built);
        deadLetters = new DeadLetters(built.name());
        emitted = new StreamRecord<>(ExampleType.of(built).createExample());
        OperatorMetrics metrics = new OperatorMetrics(getMetricGroup(), built.name());
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
        // All examples of a record come between the same two barriers: they count together.
        do {
            example.setOrigin(record.partition(), record.offset());
            output.collect(emitted);
        } while (decoder.next(example));
    }
}
