package dev.gradstream.operator.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Split;
import dev.gradstream.operator.RecordedMetrics;
import dev.gradstream.operator.ingest.ExampleType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceOperatorTest {
    private static final int MAX_PARALLELISM = 128;
    private static final int RECORDS = 400;
    private static final int SERIES = 7;

    private final List<KeyedOneInputStreamOperatorTestHarness<Long, Example, Example>> opened =
            new ArrayList<>();

    /** Record {@code n} of a stream in which series come at random, one of them very often. */
    private static Example record(int n) {
        Random random = new Random(n);
        random.nextInt();
        int series = random.nextInt(2) == 0 ? 0 : random.nextInt(SERIES);
        Example record = new Example(1, 1);
        record.features()[0] = n;
        record.target()[0] = -n;
        record.setKey(series);
        record.setOrigin(0, n);
        record.setSplit(series == 1 ? Split.VALIDATION : Split.TRAINING);
        return record;
    }

    private KeyedOneInputStreamOperatorTestHarness<Long, Example, Example> harness(
            SequencePipeline pipeline, int parallelism, int subtask) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<Long, Example, Example>(
                        new SequenceOperator(pipeline),
                        Example::key,
                        Types.LONG,
                        MAX_PARALLELISM,
                        parallelism,
                        subtask);
        harness.setup(ExampleType.of(pipeline.get()).createSerializer(new SerializerConfigImpl()));
        opened.add(harness);
        return harness;
    }

    private KeyedOneInputStreamOperatorTestHarness<Long, Example, Example> open(
            SequencePipeline pipeline) throws Exception {
        var harness = harness(pipeline, 1, 0);
        harness.open();
        return harness;
    }

    @AfterEach
    void close() throws Exception {
        for (var harness : opened) {
            harness.close();
        }
    }

    private static void add(
            KeyedOneInputStreamOperatorTestHarness<Long, Example, Example> harness,
            int from,
            int to)
            throws Exception {
        for (int n = from; n < to; n++) {
            harness.processElement(new StreamRecord<>(record(n)));
        }
    }

    private static List<String> examples(
            KeyedOneInputStreamOperatorTestHarness<Long, Example, Example> harness) {
        return harness.extractOutputValues().stream().map(SequenceOperatorTest::describe).toList();
    }

    private static String describe(Example example) {
        return Arrays.toString(example.features())
                + Arrays.toString(example.target())
                + example.split()
                + example.key();
    }

    /** What windows of three, the target one ahead, are by all records that came so far. */
    private static List<String> windows() {
        List<List<Float>> seen = new ArrayList<>();
        for (int i = 0; i < SERIES; i++) {
            seen.add(new ArrayList<>());
        }
        List<String> windows = new ArrayList<>();
        for (int n = 0; n < RECORDS; n++) {
            Example record = record(n);
            List<Float> series = seen.get((int) record.key());
            int size = series.size();
            if (size >= 3) {
                Example window = new Example(3, 1);
                for (int i = 0; i < 3; i++) {
                    window.features()[i] = series.get(size - 3 + i);
                }
                window.target()[0] = -n;
                window.setKey(KeyHash.of(window.features(), window.target()));
                window.setSplit(record.split());
                windows.add(describe(window));
            }
            series.add((float) n);
        }
        return windows;
    }

    private static final SequencePipeline WINDOWS =
            SequencePipeline.named("window: {length: 3, target_ahead: 1}, columns: [n]");

    @Test
    void mixedSeriesDoNotTouchEachOther() throws Exception {
        var harness = open(WINDOWS);
        add(harness, 0, RECORDS);
        assertThat(examples(harness)).hasSizeGreaterThan(300).isEqualTo(windows());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window: {length: 3, target_ahead: 1}, columns: [n]",
                "window: {length: 4, stride: 3}, columns: [n]",
                "columns: [n, {lag: {column: n, by: [1, 5]}}, {lag: {column: label, by: [2]}}]",
                "missing: zero, columns: [n, {lag: {column: label, by: [3]}}]"
            })
    void aRestoredOperatorGoesOnExactly(String features) throws Exception {
        SequencePipeline pipeline = SequencePipeline.named(features);
        List<String> undisturbed = run(pipeline);
        for (int cut = 0; cut < 60; cut += 7) {
            var first = harnessOf(pipeline);
            first.open();
            addTo(pipeline, first, 0, cut);
            OperatorSubtaskState state = first.snapshot(1, 1);
            List<String> before = examples(first);
            // Remembered after the checkpoint: must not come back.
            addTo(pipeline, first, cut, cut + 20);
            var second = harnessOf(pipeline);
            second.initializeState(state);
            second.open();
            addTo(pipeline, second, cut, RECORDS);

            List<String> all = new ArrayList<>(before);
            all.addAll(examples(second));
            assertThat(all).as("cut at %s", cut).isEqualTo(undisturbed);
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<Long, Example, Example> harnessOf(
            SequencePipeline pipeline) throws Exception {
        return harness(pipeline, 1, 0);
    }

    private List<String> run(SequencePipeline pipeline) throws Exception {
        var harness = open(pipeline);
        addTo(pipeline, harness, 0, RECORDS);
        return examples(harness);
    }

    /** With as many values of a record as the pipeline reads. */
    private static void addTo(
            SequencePipeline pipeline,
            KeyedOneInputStreamOperatorTestHarness<Long, Example, Example> harness,
            int from,
            int to)
            throws Exception {
        int width = pipeline.get().recordWidth();
        for (int n = from; n < to; n++) {
            Example narrow = record(n);
            Example record = new Example(width, 1);
            record.features()[0] = n;
            record.features()[width - 1] = width == 1 ? n : -n;
            record.target()[0] = -n;
            record.setKey(narrow.key());
            record.setSplit(narrow.split());
            harness.processElement(new StreamRecord<>(record));
        }
    }

    @Test
    void seriesAreRememberedUnderAnotherParallelismAndBack() throws Exception {
        var one = open(WINDOWS);
        add(one, 0, 100);
        List<String> all = new ArrayList<>(examples(one));
        OperatorSubtaskState state = one.snapshot(1, 1);

        List<KeyedOneInputStreamOperatorTestHarness<Long, Example, Example>> two =
                new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            var half = harness(WINDOWS, 2, subtask);
            half.initializeState(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            state, MAX_PARALLELISM, 1, 2, subtask));
            half.open();
            two.add(half);
        }
        for (int n = 100; n < 250; n++) {
            Example record = record(n);
            int subtask =
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            record.key(), MAX_PARALLELISM, 2);
            int before = two.get(subtask).extractOutputValues().size();
            two.get(subtask).processElement(new StreamRecord<>(record));
            List<String> now = examples(two.get(subtask));
            all.addAll(now.subList(before, now.size()));
        }
        assertThat(two).allSatisfy(half -> assertThat(examples(half)).isNotEmpty());

        OperatorSubtaskState both =
                AbstractStreamOperatorTestHarness.repackageState(
                        two.get(0).snapshot(2, 2), two.get(1).snapshot(2, 2));
        var again = harness(WINDOWS, 1, 0);
        again.initializeState(
                AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        both, MAX_PARALLELISM, 2, 1, 0));
        again.open();
        add(again, 250, RECORDS);
        all.addAll(examples(again));

        assertThat(all).isEqualTo(windows());
    }

    @Test
    void seriesThatAreNamedByAColumnAreHeldOutWhole() throws Exception {
        var harness = open(WINDOWS);
        add(harness, 0, RECORDS);
        assertThat(harness.extractOutputValues())
                .allSatisfy(
                        example -> {
                            boolean isOfOne = record((int) -example.target()[0]).key() == 1;
                            assertThat(example.split() == Split.VALIDATION).isEqualTo(isOfOne);
                        })
                .extracting(Example::split)
                .contains(Split.VALIDATION);
    }

    /** But for those whose record says more of itself than training. */
    @Test
    void windowsOfOtherSeriesAreHeldOutEachByItsOwnName() throws Exception {
        var harness =
                open(new SequencePipeline("window: {length: 3, target_ahead: 1}, columns: [n]"));
        add(harness, 0, RECORDS);
        HoldOut holdOut = new HoldOut(0.4);
        assertThat(harness.extractOutputValues())
                .allSatisfy(
                        e -> {
                            Split said = record((int) -e.target()[0]).split();
                            assertThat(e.split()).isEqualTo(said.first(holdOut.split(e.key())));
                        })
                .extracting(Example::split)
                .contains(Split.VALIDATION, Split.TRAINING);
        assertThat(harness.extractOutputValues()).extracting(Example::key).doesNotHaveDuplicates();
    }

    @Test
    void countsRecordsThatNoExampleIsMadeWith() throws Exception {
        RecordedMetrics metrics = new RecordedMetrics();
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<Long, Example, Example>(
                        new SequenceOperator(
                                SequencePipeline.named("window: {length: 3}, columns: [n]")),
                        Example::key,
                        Types.LONG,
                        metrics.environment());
        opened.add(harness);
        harness.setup(ExampleType.of(WINDOWS.get()).createSerializer(new SerializerConfigImpl()));
        harness.open();
        add(harness, 0, RECORDS);
        assertThat(metrics.counter("gradstream.without_example")).isEqualTo(2L * SERIES);
    }

    @Test
    void aWindowMayGrowAcrossARestore() throws Exception {
        var first = open(WINDOWS);
        add(first, 0, 50);
        OperatorSubtaskState state = first.snapshot(1, 1);
        var second =
                harness(
                        SequencePipeline.named(
                                "window: {length: 3, target_ahead: 2}, columns: [n]"),
                        1,
                        0);
        second.initializeState(state);
        second.open();
        add(second, 50, RECORDS);
        assertThat(second.extractOutputValues())
                .hasSizeBetween(RECORDS - 50 - 4 * SERIES, RECORDS - 50)
                .allSatisfy(
                        example -> {
                            long series = record((int) -example.target()[0]).key();
                            for (float n : example.features()) {
                                assertThat(record((int) n).key()).isEqualTo(series);
                            }
                        });
    }

    @Test
    void stateOfOtherColumnsIsRefusedNamingBothNumbers() throws Exception {
        var first = open(WINDOWS);
        add(first, 0, 50);
        OperatorSubtaskState state = first.snapshot(1, 1);
        var second =
                harness(
                        SequencePipeline.named(
                                "window: {length: 3, target_ahead: 1}, columns: [n, m]"),
                        1,
                        0);
        assertThatThrownBy(
                        () -> {
                            second.initializeState(state);
                            second.open();
                        })
                .hasStackTraceContaining(
                        "the checkpoint holds 1 values of each earlier record, but the pipeline's"
                                + " examples take 2");
    }

    @Test
    void stateOfAnUnknownFormatIsRefusedNamingBothNumbers() {
        assertThatThrownBy(
                        () ->
                                new SeriesHistorySerializerSnapshot()
                                        .readSnapshot(2, null, getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "the histories of series have format version 2, but this program reads"
                                + " version 1");
    }
}
