package dev.gradstream.operator.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.RecordedMetrics;
import dev.gradstream.operator.TestPipeline;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.OutboundRecord.Header;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.record.RawRecordSerializer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IngestOperatorTest {
    private static final TestPipeline PIPELINE = TestPipeline.ofBatches(4);

    private final RecordedMetrics metrics = new RecordedMetrics();
    private OneInputStreamOperatorTestHarness<RawRecord, Example> harness;
    private long offset;

    @BeforeEach
    void open() throws Exception {
        open(PIPELINE);
    }

    private void open(PipelineSupplier pipeline) throws Exception {
        open(pipeline, Split.TRAINING);
    }

    private void open(PipelineSupplier pipeline, Split split) throws Exception {
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new IngestOperator<>(
                                pipeline, new WholeExamples(split, OperatorName.INGEST)),
                        RawRecordSerializer.INSTANCE,
                        metrics.environment());
        harness.setup(ExampleType.of(pipeline.get()).createSerializer(new SerializerConfigImpl()));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private void ingest(byte[] key, byte[] value) throws Exception {
        RawRecord record = new RawRecord();
        record.set(key, value, 77, "toy.features", 2, offset++);
        harness.processElement(new StreamRecord<>(record));
    }

    private void ingest(String value) throws Exception {
        ingest(null, value.getBytes(UTF_8));
    }

    private List<OutboundRecord> deadLetters() {
        var letters = harness.getSideOutput(IngestOperator.DEAD_LETTERS);
        return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
    }

    private static Map<String, String> headers(OutboundRecord letter) {
        return letter.headers().stream()
                .collect(Collectors.toMap(Header::name, h -> new String(h.value(), UTF_8)));
    }

    @Test
    void decodesFeaturesTargetAndOrigin() throws Exception {
        ingest("17,1.5,-2,yes");

        Example example = harness.extractOutputValues().get(0);
        assertThat(example.features()).containsExactly(1.5f, -2f);
        assertThat(example.target()).containsExactly(1f);
        assertThat(example.eventTime()).isEqualTo(77);
        assertThat(example.partition()).isEqualTo(2);
        assertThat(example.offset()).isEqualTo(0);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void saysWhichExamplesAreHeldOut() throws Exception {
        close();
        open(PIPELINE.withHoldOut(0.3));
        for (int i = 0; i < 40; i++) {
            ingest(i + ",1.5,-2,yes");
        }
        HoldOut holdOut = new HoldOut(0.3);
        List<Split> expected =
                IntStream.range(0, 40)
                        .mapToObj(i -> Integer.toString(i).getBytes(UTF_8))
                        .map(id -> holdOut.split(KeyHash.of(id, 0, id.length)))
                        .toList();
        assertThat(harness.extractOutputValues()).extracting(Example::split).isEqualTo(expected);
        assertThat(expected).contains(Split.TRAINING, Split.VALIDATION);
    }

    /** By a column for validation, by a fraction for the test, and perhaps by the topic. */
    @ParameterizedTest
    @EnumSource(Split.class)
    void theTestGoesFirstThenTheValidation(Split topic) throws Exception {
        PipelineSupplier pipeline =
                () -> {
                    try {
                        return PipelineFile.parse(
                                """
                                name: toy
                                kafka: {bootstrap.servers: nowhere}
                                features: {format: csv, key: id, columns: [a]}
                                target: {column: label}
                                model: [Linear: {out_features: 1}]
                                loss: MSELoss
                                optimizer: SGD
                                validation: {column: c, values: [v]}
                                test: {fraction: 0.3}
                                """,
                                "toy.yaml",
                                Map.of());
                    } catch (InvalidPipelineException e) {
                        throw new IllegalStateException(e);
                    }
                };
        close();
        open(pipeline, topic);
        HoldOut byKey = new HoldOut(0, 0.3);
        for (int i = 0; i < 40; i++) {
            ingest(i + (i % 3 == 0 ? ",v" : ",t") + ",1,2");
        }

        for (Example example : harness.extractOutputValues()) {
            boolean validation = topic == Split.VALIDATION || example.offset() % 3 == 0;
            boolean test = topic == Split.TEST || byKey.split(example.key()) == Split.TEST;
            assertThat(example.split())
                    .isEqualTo(test ? Split.TEST : validation ? Split.VALIDATION : Split.TRAINING);
        }
        assertThat(harness.extractOutputValues())
                .hasSize(40)
                .extracting(Example::split)
                .contains(Split.TEST);
    }

    @Test
    void goodRecordsAroundBadOnesGoOnInOrder() throws Exception {
        ingest("1,1,1,yes");
        ingest("2,nonsense,1,yes");
        ingest("3,3,3,no");
        ingest(null, null);
        ingest("5,5,5,yes");

        assertThat(harness.extractOutputValues())
                .extracting(Example::offset)
                .containsExactly(0L, 2L, 4L);
        assertThat(deadLetters())
                .extracting(letter -> headers(letter).get("offset"))
                .containsExactly("1", "3");
    }

    @Test
    void aDeadLetterHoldsTheOriginalBytesAndWhereTheyCameFrom() throws Exception {
        byte[] key = {1, 2, 3};
        byte[] value = "9,1,1,perhaps".getBytes(UTF_8);
        ingest(key, value);

        OutboundRecord letter = deadLetters().get(0);
        assertThat(letter.key()).hasValueSatisfying(k -> assertThat(k).isEqualTo(key));
        assertThat(letter.value()).hasValueSatisfying(v -> assertThat(v).isEqualTo(value));
        assertThat(headers(letter))
                .containsEntry("reason", "UNKNOWN_CLASS")
                .containsEntry("model", "toy")
                .containsEntry("topic", "toy.features")
                .containsEntry("partition", "2")
                .containsEntry("offset", "0")
                .containsEntry("timestamp", "77")
                .hasEntrySatisfying("message", text -> assertThat(text).contains("perhaps"))
                .hasSize(7);
    }

    @Test
    void aRecordThatIsTooLargeForTheDeadLettersIsCut() throws Exception {
        ingest(null, new byte[10 << 20]);

        OutboundRecord letter = deadLetters().get(0);
        assertThat(letter.value()).hasValueSatisfying(v -> assertThat(v).hasSize(512 * 1024));
        assertThat(headers(letter))
                .containsEntry("reason", "TOO_LARGE")
                .containsEntry("value.size", Integer.toString(10 << 20))
                .containsEntry("value.truncated", "true");
    }

    @Test
    void anOversizedKeyIsCutToo() throws Exception {
        ingest(new byte[300_000], "bad".getBytes(UTF_8));

        OutboundRecord letter = deadLetters().get(0);
        assertThat(letter.key()).hasValueSatisfying(k -> assertThat(k).hasSize(64 * 1024));
        assertThat(headers(letter))
                .containsEntry("key.size", "300000")
                .containsEntry("key.truncated", "true")
                .doesNotContainKey("value.truncated");
    }

    @Test
    void countsWhatWasAcceptedAndWhatWasRefusedByReason() throws Exception {
        ingest("1,1,1,yes");
        ingest("2,1,1,yes");
        ingest("3,NaN,1,yes");
        ingest("");

        assertThat(metrics.counter("gradstream.model.toy.accepted")).isEqualTo(2);
        assertThat(metrics.counter("gradstream.model.toy.reason.NOT_FINITE.refused")).isEqualTo(1);
        assertThat(metrics.counter("gradstream.model.toy.reason.EMPTY.refused")).isEqualTo(1);
        assertThat(metrics.counter("gradstream.model.toy.reason.MALFORMED.refused")).isZero();
    }

    @Test
    void everyRowOfARecordIsAnExampleOfTheSameOrigin() throws Exception {
        harness.close();
        open(IngestOperatorTest::ofRows);
        ByteBuffer value = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        value.putFloat(1).putFloat(2).putFloat(0).putFloat(3).putFloat(4).putFloat(1);
        ingest(null, value.array().clone());
        ingest(null, value.putFloat(20, Float.NaN).array());

        List<Example> examples = harness.extractOutputValues();
        assertThat(examples).extracting(Example::offset).containsExactly(0L, 0L);
        assertThat(examples).extracting(Example::key).doesNotHaveDuplicates();
        assertThat(examples.get(1).features()).containsExactly(3, 4);
        assertThat(deadLetters())
                .extracting(letter -> headers(letter).get("offset"))
                .containsExactly("1");
    }

    @Test
    void recordsOfASeriesAreNamedByIt() throws Exception {
        close();
        open(() -> lagged("key: id, format: csv"));
        ingest(new byte[] {9}, "17,1,2,yes".getBytes(UTF_8));
        assertThat(harness.extractOutputValues())
                .extracting(Example::key)
                .containsExactly(KeyHash.of("17".getBytes(UTF_8), 0, 2));
    }

    @Test
    void withoutAColumnTheRecordsKeyNamesTheSeriesElseThePartition() throws Exception {
        close();
        open(() -> lagged("format: csv"));
        ingest(new byte[] {9}, "1,2,yes".getBytes(UTF_8));
        ingest(null, "1,2,yes".getBytes(UTF_8));
        ingest(new byte[0], "3,4,no".getBytes(UTF_8));
        assertThat(harness.extractOutputValues())
                .extracting(Example::key)
                .containsExactly(
                        KeyHash.of(new byte[] {9}, 0, 1), KeyHash.of(0, 2), KeyHash.of(0, 2));
    }

    @Test
    void allRowsOfARecordAreOfOneSeries() throws Exception {
        close();
        open(() -> lagged("format: float32"));
        ByteBuffer value = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        value.putFloat(1).putFloat(2).putFloat(0).putFloat(3).putFloat(4).putFloat(1);
        ingest(new byte[] {9}, value.array());
        List<Example> examples = harness.extractOutputValues();
        assertThat(examples)
                .extracting(Example::key)
                .containsExactly(
                        KeyHash.of(new byte[] {9}, 0, 1), KeyHash.of(new byte[] {9}, 0, 1));
        // The columns, and the class as the lag will take it.
        assertThat(examples.get(0).features()).containsExactly(1, 2, 1, 0);
        assertThat(examples.get(1).features()).containsExactly(3, 4, 0, 1);
    }

    private static Pipeline lagged(String keys) {
        return parse(
                """
                name: toy
                kafka: {bootstrap.servers: "localhost:9092"}
                features: {%s, columns: [a, b, {lag: {column: label, by: [1]}}]}
                target: {column: label, classes: [no, yes]}
                model: [Linear: {out_features: 1}]
                loss: BCEWithLogitsLoss
                optimizer: SGD
                """
                        .formatted(keys));
    }

    private static Pipeline ofRows() {
        return parse(
                """
                    name: toy
                    kafka: {bootstrap.servers: "localhost:9092"}
                    features: {format: float32, columns: [a, b]}
                    target: {column: label, classes: [no, yes]}
                    model: [Linear: {out_features: 1}]
                    loss: BCEWithLogitsLoss
                    optimizer: SGD
                    """);
    }

    private static Pipeline parse(String text) {
        try {
            return PipelineFile.parse(text, "toy.yaml", Map.of());
        } catch (InvalidPipelineException e) {
            throw new IllegalStateException(e);
        }
    }
}
