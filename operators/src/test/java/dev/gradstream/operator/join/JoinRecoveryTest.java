package dev.gradstream.operator.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What is in state goes on as if nothing had happened. */
class JoinRecoveryTest {
    private static final JoinHarness.Text PIPELINE = JoinHarness.pipeline();

    private static OperatorSubtaskState state() throws Exception {
        try (JoinHarness join = JoinHarness.open(PIPELINE)) {
            return join.features(1, 1000)
                    .features(2, 1000)
                    .label(2, 1010, 1)
                    .label(3, 1010, 1)
                    .label(3, 1012, 0)
                    .time(995)
                    .snapshot();
        }
    }

    @Test
    void everyEntryIsRestored() throws Exception {
        try (JoinHarness join = JoinHarness.restore(PIPELINE, state())) {
            assertThat(join.counts()).containsExactly(1L, 2L, 1L);
            assertThat(join.stateAndTimers()).containsExactly(3, 3);

            join.label(1, 1020, 1).label(2, 1020, 1).features(2, 1000).features(3, 1000);
            assertThat(join.learnt()).containsExactly("1@1000=1", "3@1000=1");
            assertThat(join.refused())
                    .containsExactly(
                            "DUPLICATE_LABEL labels 2@1020",
                            "DUPLICATE_FEATURES features 2@1000",
                            "DUPLICATE_LABEL labels 3@1012");
            assertThat(JoinHarness.headers(join.deadLetters().get(2)))
                    .containsEntry("topic", "labels")
                    .containsEntry("offset", "4");

            join.time(1100);
            assertThat(join.counts()).containsExactly(0L, 0L, 0L);
            assertThat(join.stateAndTimers()).containsExactly(0, 0);
        }
    }

    @Test
    void timersAreRestored() throws Exception {
        try (JoinHarness join = JoinHarness.restore(PIPELINE, state())) {
            join.time(1100);
            assertThat(join.learnt()).containsExactly("1@1000=0");
            assertThat(join.refused())
                    .containsExactly("ORPHAN_LABEL labels 3@1010", "ORPHAN_LABEL labels 3@1012");
        }
    }

    /** Flink forgets watermarks: what was late before a failure would be in time after it. */
    @Test
    void whatWasLateIsLateAfterARestore() throws Exception {
        try (JoinHarness join = JoinHarness.restore(PIPELINE, state())) {
            join.features(9, 995).time(500).features(10, 996);
            assertThat(join.refused()).containsExactly("LATE_FEATURES features 9@995");
        }
    }

    /** With nobody to say what time it is, the clock goes on from where it was. */
    @Test
    void nothingWaitsForEverAfterARestoreEither() throws Exception {
        try (JoinHarness join = JoinHarness.restore(PIPELINE, state())) {
            join.clock(10).featuresIdle().labelsIdle().clock(1000);
            assertThat(join.learnt()).containsExactly("1@1000=0");
            assertThat(join.counts()).containsExactly(0L, 0L, 0L);
        }
    }

    @Test
    void aLongerBoundHoldsForWhatWaitsToo() throws Exception {
        try (JoinHarness join = JoinHarness.restore(JoinHarness.within(500, "negative"), state())) {
            join.time(1100);
            assertThat(join.learnt()).isEmpty();
            join.label(1, 1400, 1);
            assertThat(join.learnt()).containsExactly("1@1000=1");
            join.time(1500);
            assertThat(join.stateAndTimers()).containsExactly(0, 0);
        }
    }

    @Test
    void keysAreSpreadOverMoreSubtasksAndComeTogetherAgain() throws Exception {
        OperatorSubtaskState one;
        try (JoinHarness join = JoinHarness.open(PIPELINE)) {
            for (int key = 0; key < 100; key++) {
                join.features(key, 1000).label(key + 100, 1010, 1);
            }
            one = join.time(990).snapshot();
        }

        List<OperatorSubtaskState> two = new ArrayList<>();
        long open = 0;
        long waiting = 0;
        for (int subtask = 0; subtask < 2; subtask++) {
            try (JoinHarness join = JoinHarness.restore(PIPELINE, one, 1, 2, subtask)) {
                assertThat(join.counts().get(0)).isBetween(20L, 80L);
                open += join.counts().get(0);
                waiting += join.counts().get(1);
                two.add(join.snapshot());
            }
        }
        assertThat(List.of(open, waiting)).containsExactly(100L, 100L);

        OperatorSubtaskState both =
                AbstractStreamOperatorTestHarness.repackageState(two.get(0), two.get(1));
        try (JoinHarness join = JoinHarness.restore(PIPELINE, both, 2, 1, 0)) {
            assertThat(join.counts()).containsExactly(100L, 100L, 0L);
            for (int key = 0; key < 100; key++) {
                join.features(key + 100, 1000);
            }
            join.features(1000, 985).time(1100);
            assertThat(join.learnt()).hasSize(200).doesNotHaveDuplicates();
            assertThat(join.refused()).containsExactly("LATE_FEATURES features 1000@985");
            assertThat(join.stateAndTimers()).containsExactly(0, 0);
        }
    }

    @Test
    void examplesOfAnotherWidthAreRefusedNamingBoth() throws Exception {
        OperatorSubtaskState state = state();
        JoinHarness.Text wider =
                new JoinHarness.Text(PIPELINE.labels(), PIPELINE.columns() + ", c");
        assertThatThrownBy(() -> JoinHarness.restore(wider, state))
                .hasMessageContaining("2 features and 1 targets")
                .hasMessageContaining("3 and 1");
    }

    @Test
    void stateOfAnUnknownFormatIsRefusedNamingBothNumbers() {
        assertThatThrownBy(
                        () ->
                                new JoinEntrySerializerSnapshot()
                                        .readSnapshot(
                                                7,
                                                new DataInputDeserializer(new byte[8]),
                                                getClass().getClassLoader()))
                .hasMessage(
                        "the join's state has format version 7, but this program reads version 1");
        assertThatThrownBy(() -> ReachedTime.decode(new byte[] {0, 0, 0, 9}))
                .hasMessageContaining("format version 9")
                .hasMessageContaining("reads version 1");
    }
}
