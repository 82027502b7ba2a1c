package dev.gradstream.operator.sequence;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.sequence.Sequencer;
import dev.gradstream.model.data.sequence.SeriesHistory;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.ingest.ExampleType;
import dev.gradstream.operator.metric.MetricName;
import dev.gradstream.operator.metric.OperatorMetrics;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes examples of several records of a series: windows, or columns of earlier records beside
 * those of the present one. The order within a series is that of its Kafka partition.
 *
 * <p>Takes examples of one record each, whose key names their series. Emits one {@link Example}
 * that it fills again and again, named by its content. Keeps, for each series, what its next
 * examples take of the records so far.
 */
public final class SequenceOperator extends AbstractStreamOperator<Example>
        implements OneInputStreamOperator<Example, Example> {
    private static final long serialVersionUID = 1L;
    private static final String STATE = "series-history";

    private final PipelineSupplier pipeline;

    private transient Sequencer sequencer;
    private transient HoldOut holdOut;
    private transient boolean splitByRecord;
    private transient ValueState<SeriesHistory> history;
    private transient StreamRecord<Example> emitted;
    private transient Counter withoutExample;

    public SequenceOperator(PipelineSupplier pipeline) {
        this.pipeline = pipeline;
    }

    /** The examples of several records, of a stream of single ones; as parallel as the job. */
    public static SingleOutputStreamOperator<Example> on(
            DataStream<Example> records, PipelineSupplier pipeline) {
        return OperatorName.SEQUENCE.nameKeyed(
                records.keyBy(Example::key, Types.LONG)
                        .transform(
                                OperatorName.SEQUENCE.title(),
                                ExampleType.of(pipeline.get()),
                                new SequenceOperator(pipeline)));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        Pipeline built = pipeline.get();
        sequencer =
                built.features()
                        .sequencer()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "each record is an example of this pipeline"));
        holdOut = built.holdOut();
        splitByRecord = built.splitsByRecord();
        history =
                context.getKeyedStateStore()
                        .getState(
                                new ValueStateDescriptor<>(
                                        STATE, new SeriesHistorySerializer(sequencer.keptWidth())));
        emitted = new StreamRecord<>(ExampleType.of(built).createExample());
    }

    @Override
    public void open() throws Exception {
        super.open();
        withoutExample =
                new OperatorMetrics(getMetricGroup(), pipeline.get().name())
                        .counter(MetricName.WITHOUT_EXAMPLE);
    }

    @Override
    public void processElement(StreamRecord<Example> element) throws Exception {
        SeriesHistory known = history.value();
        SeriesHistory series = known == null ? sequencer.begin() : known;
        Example example = emitted.getValue();
        boolean isMade = sequencer.next(series, element.getValue(), example);
        history.update(series);
        if (!isMade) {
            withoutExample.inc();
            return;
        }
        if (!splitByRecord) {
            example.setSplit(example.split().first(holdOut.split(example.key())));
        }
        output.collect(emitted);
    }
}
