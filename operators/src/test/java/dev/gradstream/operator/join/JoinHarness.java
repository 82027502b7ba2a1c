package dev.gradstream.operator.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.ingest.ExampleType;
import dev.gradstream.operator.ingest.IngestOperator;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.OutboundRecord.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** One subtask of the join, its inputs as short as a test wants them, its outputs as texts. */
final class JoinHarness implements AutoCloseable {
    static final String TOKEN = "join-harness";

    private final JoinOperator operator;
    private final KeyedTwoInputStreamOperatorTestHarness<
                    Long, DecodedRecord, DecodedRecord, Example>
            harness;
    private long offset;

    /** A pipeline of two features and a click, with what its labels section says. */
    record Text(String labels, String columns) implements PipelineSupplier {
        @Override
        public Pipeline get() {
            try {
                return PipelineFile.parse(
                        """
                        name: toy
                        kafka: {bootstrap.servers: nowhere}
                        features: {key: id, event_time: ts, columns: [%s]}
                        labels: {key: id, event_time: ts, %s}
                        target: {column: click}
                        model:
                          - Linear: {out_features: 1}
                        loss: BCEWithLogitsLoss
                        optimizer: SGD
                        """
                                .formatted(columns, labels),
                        "toy.yaml",
                        Map.of());
            } catch (InvalidPipelineException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Labels within 100 ms, 10 ms of disorder, no label is negative. */
    static Text pipeline() {
        return pipeline("negative");
    }

    static Text pipeline(String otherwise) {
        return within(100, otherwise);
    }

    static Text within(long millis, String otherwise) {
        return new Text(
                "within: " + millis + "ms, out_of_orderness: 10ms, otherwise: " + otherwise,
                "a, b");
    }

    private JoinHarness(Text pipeline, int parallelism, int subtask) throws Exception {
        operator = new JoinOperator(pipeline, TOKEN);
        harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        operator,
                        DecodedRecord::key,
                        DecodedRecord::key,
                        Types.LONG,
                        OperatorName.KEY_GROUPS,
                        parallelism,
                        subtask);
        Pipeline built = pipeline.get();
        harness.setup(ExampleType.of(built).createSerializer(new SerializerConfigImpl()));
    }

    static JoinHarness open(Text pipeline) throws Exception {
        JoinHarness opened = new JoinHarness(pipeline, 1, 0);
        opened.harness.open();
        return opened;
    }

    static JoinHarness restore(Text pipeline, OperatorSubtaskState state) throws Exception {
        return restore(pipeline, state, 1, 1, 0);
    }

    /** A subtask of many, from the state of as many as there were. */
    static JoinHarness restore(
            Text pipeline, OperatorSubtaskState state, int before, int parallelism, int subtask)
            throws Exception {
        JoinHarness restored = new JoinHarness(pipeline, parallelism, subtask);
        restored.harness.initializeState(
                AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        state, OperatorName.KEY_GROUPS, before, parallelism, subtask));
        restored.harness.open();
        return restored;
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    JoinHarness features(long key, long time) throws Exception {
        DecodedRecord features = new DecodedRecord(new Example(2, 1));
        features.example().features()[0] = key;
        features.example().features()[1] = time;
        features.example().target()[0] = 99;
        harness.processElement1(new StreamRecord<>(fill(features, "features", key, time)));
        return this;
    }

    JoinHarness label(long key, long time, float click) throws Exception {
        DecodedRecord label = new DecodedRecord(new Example(0, 1));
        label.example().target()[0] = click;
        harness.processElement2(new StreamRecord<>(fill(label, "labels", key, time)));
        return this;
    }

    private DecodedRecord fill(DecodedRecord record, String topic, long key, long time) {
        record.example().setKey(key);
        record.example().setEventTime(time);
        record.example().setOrigin(2, offset);
        byte[] value = (topic + " " + key + "@" + time).getBytes(UTF_8);
        record.record().set(null, value, 7, topic, 2, offset++);
        return record;
    }

    /** Both inputs have come so far. */
    JoinHarness time(long watermark) throws Exception {
        harness.processWatermark1(new Watermark(watermark));
        harness.processWatermark2(new Watermark(watermark));
        return this;
    }

    JoinHarness featureTime(long watermark) throws Exception {
        harness.processWatermark1(new Watermark(watermark));
        return this;
    }

    JoinHarness labelTime(long watermark) throws Exception {
        harness.processWatermark2(new Watermark(watermark));
        return this;
    }

    JoinHarness featuresIdle() throws Exception {
        harness.processWatermarkStatus1(WatermarkStatus.IDLE);
        return this;
    }

    JoinHarness featuresActive() throws Exception {
        harness.processWatermarkStatus1(WatermarkStatus.ACTIVE);
        return this;
    }

    JoinHarness labelsIdle() throws Exception {
        harness.processWatermarkStatus2(WatermarkStatus.IDLE);
        return this;
    }

    JoinHarness clock(long processingTime) throws Exception {
        harness.setProcessingTime(processingTime);
        return this;
    }

    /** What was learnt so far, as {@code key@time=target}. */
    List<String> learnt() {
        List<String> learnt = new ArrayList<>();
        for (Object each : harness.getOutput()) {
            if (each instanceof StreamRecord<?> record
                    && record.getValue() instanceof Example example) {
                learnt.add(
                        "%d@%d=%.0f"
                                .formatted(
                                        (long) example.features()[0],
                                        example.eventTime(),
                                        example.target()[0]));
            }
        }
        return learnt;
    }

    /** What was refused so far, as {@code REASON value}. */
    List<String> refused() {
        return deadLetters().stream()
                .map(
                        letter ->
                                headers(letter).get("reason")
                                        + " "
                                        + new String(letter.value().orElseThrow(), UTF_8))
                .toList();
    }

    List<OutboundRecord> deadLetters() {
        var letters = harness.getSideOutput(IngestOperator.DEAD_LETTERS);
        return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
    }

    static Map<String, String> headers(OutboundRecord letter) {
        return letter.headers().stream()
                .collect(Collectors.toMap(Header::name, h -> new String(h.value(), UTF_8)));
    }

    /** Keys in state, and timers for them. */
    List<Integer> stateAndTimers() {
        return List.of(harness.numKeyedStateEntries(), harness.numEventTimeTimers());
    }

    /** Open features, waiting labels and remembered keys, as the metrics tell them. */
    List<Long> counts() {
        JoinCounts counts = operator.counts();
        return List.of(counts.open(), counts.waiting(), counts.remembered());
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("the harness did not close", e);
        }
    }
}
