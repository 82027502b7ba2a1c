package dev.gradstream.operator.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.source.StopSwitch;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels count within 100 ms; 10 ms of disorder are allowed for. */
class JoinOperatorTest {
    private JoinHarness join;

    @BeforeEach
    void open() throws Exception {
        join = JoinHarness.open(JoinHarness.pipeline());
    }

    @AfterEach
    void close() {
        join.close();
    }

    private void open(JoinHarness.Text pipeline) throws Exception {
        join.close();
        join = JoinHarness.open(pipeline);
    }

    private void nothingIsLeft() {
        assertThat(join.stateAndTimers()).containsExactly(0, 0);
        assertThat(join.counts()).containsExactly(0L, 0L, 0L);
    }

    @Test
    void featuresAreLearntWhenTheirLabelIsThere() throws Exception {
        join.features(1, 1000);
        assertThat(join.learnt()).isEmpty();
        assertThat(join.counts()).containsExactly(1L, 0L, 0L);

        join.label(1, 1050, 1);
        assertThat(join.learnt()).containsExactly("1@1000=1");
        assertThat(join.counts()).containsExactly(0L, 0L, 1L);

        join.time(1100);
        assertThat(join.learnt()).hasSize(1);
        assertThat(join.refused()).isEmpty();
        nothingIsLeft();
    }

    @Test
    void aLabelThatIsThereFirstWaits() throws Exception {
        join.label(1, 1050, 1).time(1040);
        assertThat(join.counts()).containsExactly(0L, 1L, 0L);

        join.features(1, 1045).time(1144);
        assertThat(join.learnt()).containsExactly("1@1045=1");
        assertThat(join.counts()).containsExactly(0L, 0L, 1L);

        join.time(1145);
        assertThat(join.refused()).isEmpty();
        nothingIsLeft();
    }

    @Test
    void withoutALabelFeaturesAreNegativeWhenTheBoundHasPassed() throws Exception {
        join.features(1, 1000).time(1099);
        assertThat(join.learnt()).isEmpty();

        join.time(1100);
        assertThat(join.learnt()).containsExactly("1@1000=0");
        assertThat(join.refused()).isEmpty();
        nothingIsLeft();
    }

    @Test
    void orTheyAreDropped() throws Exception {
        open(JoinHarness.pipeline("drop"));
        join.features(1, 1000).time(1100);
        assertThat(join.learnt()).isEmpty();
        assertThat(join.refused()).isEmpty();
        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(longs = {990, 1000, 1100})
    void aLabelAtTheEdgesOfTheBoundCounts(long time) throws Exception {
        join.features(1, 1000).label(1, time, 1);
        assertThat(join.learnt()).containsExactly("1@1000=1");

        join.label(2, time, 1).features(2, 1000);
        assertThat(join.learnt()).containsExactly("1@1000=1", "2@1000=1");
    }

    @Test
    void aLabelBehindTheBoundIsLate() throws Exception {
        join.features(1, 1000).label(1, 1101, 1);
        join.label(2, 1101, 1).features(2, 1000);
        assertThat(join.learnt()).isEmpty();
        assertThat(join.refused())
                .containsExactly("LATE_LABEL labels 1@1101", "LATE_LABEL labels 2@1101");

        join.time(1100);
        assertThat(join.learnt()).containsExactlyInAnyOrder("1@1000=0", "2@1000=0");
        nothingIsLeft();
    }

    @Test
    void aLabelWellBeforeTheFeaturesIsNotTheirs() throws Exception {
        join.features(1, 1000).label(1, 989, 1);
        join.label(2, 989, 1).features(2, 1000);
        assertThat(join.refused())
                .containsExactly("ORPHAN_LABEL labels 1@989", "ORPHAN_LABEL labels 2@989");
        join.label(1, 1010, 1).label(2, 1010, 1);
        assertThat(join.learnt()).containsExactly("1@1000=1", "2@1000=1");
    }

    @Test
    void aLabelCountsAsLongAsItsFeaturesWaitHoweverLateItIs() throws Exception {
        join.features(1, 1000).time(1099).label(1, 1001, 1);
        assertThat(join.learnt()).containsExactly("1@1000=1");
    }

    @Test
    void aLabelAfterTheBoundHasPassedIsLate() throws Exception {
        join.features(1, 1000).time(1100).label(1, 1050, 1);
        assertThat(join.learnt()).containsExactly("1@1000=0");
        assertThat(join.refused()).containsExactly("LATE_LABEL labels 1@1050");
        nothingIsLeft();
    }

    @Test
    void aLabelWithoutFeaturesIsADeadLetterAsItStoodInKafka() throws Exception {
        join.label(7, 1050, 1).time(1059);
        assertThat(join.refused()).isEmpty();

        join.time(1060);
        OutboundRecord letter = join.deadLetters().get(0);
        Map<String, String> headers = JoinHarness.headers(letter);
        assertThat(join.refused()).containsExactly("ORPHAN_LABEL labels 7@1050");
        assertThat(headers)
                .containsEntry("topic", "labels")
                .containsEntry("partition", "2")
                .containsEntry("offset", "0")
                .containsEntry("timestamp", "7")
                .containsEntry("model", "toy");
        nothingIsLeft();
    }

    @Test
    void secondFeaturesOfAKeyAreDuplicates() throws Exception {
        join.features(1, 1000).features(1, 1000).features(1, 1020);
        join.label(1, 1050, 1).features(1, 1000);
        assertThat(join.learnt()).containsExactly("1@1000=1");
        assertThat(join.refused())
                .containsExactly(
                        "DUPLICATE_FEATURES features 1@1000",
                        "DUPLICATE_FEATURES features 1@1020",
                        "DUPLICATE_FEATURES features 1@1000");
    }

    @Test
    void aKeyMayComeAgainWhenItsBoundHasPassed() throws Exception {
        join.features(1, 1000).label(1, 1010, 1).time(1100);
        join.features(1, 1200).label(1, 1210, 1);
        assertThat(join.learnt()).containsExactly("1@1000=1", "1@1200=1");
        assertThat(join.refused()).isEmpty();
    }

    @Test
    void aSecondLabelIsADuplicate() throws Exception {
        join.features(1, 1000).label(1, 1010, 1).label(1, 1020, 0);
        assertThat(join.learnt()).containsExactly("1@1000=1");
        assertThat(join.refused()).containsExactly("DUPLICATE_LABEL labels 1@1020");
    }

    @Test
    void ofSeveralLabelsThatWaitTheFirstThatFitsCounts() throws Exception {
        join.label(1, 1500, 1).label(1, 1020, 1).label(1, 1030, 0).features(1, 1000);
        assertThat(join.learnt()).containsExactly("1@1000=1");
        assertThat(join.refused())
                .containsExactly("LATE_LABEL labels 1@1500", "DUPLICATE_LABEL labels 1@1030");
        assertThat(join.stateAndTimers()).containsExactly(1, 1);
    }

    @Test
    void labelsThatWaitExpireOneByOne() throws Exception {
        join.label(1, 1500, 1).label(1, 1020, 1).label(1, 1030, 0);
        assertThat(join.stateAndTimers()).containsExactly(1, 1);
        join.time(1030);
        assertThat(join.refused()).containsExactly("ORPHAN_LABEL labels 1@1020");
        join.time(1040);
        assertThat(join.counts()).containsExactly(0L, 1L, 0L);
        assertThat(join.stateAndTimers()).containsExactly(1, 1);
        join.time(1510);
        assertThat(join.refused()).hasSize(3);
        nothingIsLeft();
    }

    @Test
    void onlySoManyLabelsOfAKeyWait() throws Exception {
        for (int i = 0; i < JoinOperator.MAX_WAITING + 2; i++) {
            join.label(1, 1000 + i, 1);
        }
        assertThat(join.counts()).containsExactly(0L, (long) JoinOperator.MAX_WAITING, 0L);
        assertThat(join.refused())
                .containsExactly("DUPLICATE_LABEL labels 1@1008", "DUPLICATE_LABEL labels 1@1009");
    }

    @Test
    void featuresBehindTheWatermarkAreLate() throws Exception {
        join.time(1000).features(1, 1000).features(2, 1001);
        assertThat(join.refused()).containsExactly("LATE_FEATURES features 1@1000");
        assertThat(join.counts()).containsExactly(1L, 0L, 0L);
    }

    @Test
    void keysDoNotMeetEachOther() throws Exception {
        join.features(1, 1000).features(2, 1000).label(2, 1050, 1).label(3, 1050, 1).time(1200);
        assertThat(join.learnt()).containsExactly("2@1000=1", "1@1000=0");
        assertThat(join.refused()).containsExactly("ORPHAN_LABEL labels 3@1050");
        nothingIsLeft();
    }

    @Test
    void eventTimeIsThatOfTheInputThatIsBehind() throws Exception {
        join.features(1, 1000).featureTime(5000);
        assertThat(join.learnt()).isEmpty();
        join.label(1, 1100, 1).labelTime(1100);
        assertThat(join.learnt()).containsExactly("1@1000=1");
        nothingIsLeft();
    }

    @Test
    void anIdleInputDoesNotHoldEventTimeBack() throws Exception {
        join.features(1, 1000).featureTime(1100);
        assertThat(join.learnt()).isEmpty();
        join.labelsIdle();
        assertThat(join.learnt()).containsExactly("1@1000=0");
    }

    @Test
    void whenBothInputsAreIdleEventTimeGoesOnWithTheClock() throws Exception {
        join.clock(50_000).features(1, 1000).time(990).featuresIdle().labelsIdle();
        join.clock(50_000 + 100);
        assertThat(join.learnt()).isEmpty();
        join.clock(50_000 + 200);
        assertThat(join.learnt()).containsExactly("1@1000=0");
        nothingIsLeft();
    }

    @Test
    void whatComesAfterAnIdleTimeIsMeasuredByTheTimeThatHasGoneBy() throws Exception {
        join.clock(0).time(990).featuresIdle().labelsIdle().clock(1000);
        join.featuresActive().time(1200);
        join.features(1, 1900).features(2, 1991);
        assertThat(join.refused()).containsExactly("LATE_FEATURES features 1@1900");
        assertThat(join.counts()).containsExactly(1L, 0L, 0L);
    }

    @Test
    void atTheEndNothingIsLeft() throws Exception {
        join.features(1, 1000).features(2, 5000).label(3, 1000, 1).time(Long.MAX_VALUE);
        assertThat(join.learnt()).containsExactlyInAnyOrder("1@1000=0", "2@5000=0");
        assertThat(join.refused()).containsExactly("ORPHAN_LABEL labels 3@1000");
        nothingIsLeft();
    }

    /** Of a stream that somebody stopped nobody knows which labels would have come. */
    @Test
    void atAnEarlyEndFeaturesWithoutALabelAreNotNegative() throws Exception {
        try (StopSwitch stop = StopSwitch.hold(JoinHarness.TOKEN)) {
            join.features(1, 1000).features(2, 5000).label(3, 5000, 1).time(1200);
            stop.stop();
            join.time(Long.MAX_VALUE);
        }
        assertThat(join.learnt()).containsExactly("1@1000=0");
        assertThat(join.refused()).isEmpty();
        nothingIsLeft();
    }

    @Test
    void oneTimerAKey() throws Exception {
        for (int key = 0; key < 100; key++) {
            join.label(key, 1050, 1);
        }
        for (int key = 0; key < 200; key++) {
            join.features(key, 1000);
        }
        assertThat(join.stateAndTimers()).containsExactly(200, 200);
    }
}
