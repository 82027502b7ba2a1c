package dev.gradstream.operator.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import org.junit.jupiter.api.Test;

class BoundTest {
    private static final long FEATURES = 1_700_000_000_000L;

    private final Bound bound = new Bound(30 * 60_000L, 5_000L);

    @Test
    void aLabelOfItsTimeBelongs() {
        assertThat(bound.refusal(FEATURES, FEATURES - 5_000)).isEmpty();
        assertThat(bound.refusal(FEATURES, FEATURES + 30 * 60_000)).isEmpty();
    }

    @Test
    void oneOfALaterTimeIsLate() {
        RefusedRecordException refusal =
                bound.refusal(FEATURES, FEATURES + 31 * 60_000 + 2_743).orElseThrow();

        assertThat(refusal.reason()).isEqualTo(Reason.LATE_LABEL);
        assertThat(refusal)
                .hasMessage(
                        "the label is of 31m2.743s after its features; labels.within allows 30m");
    }

    @Test
    void oneOfAnEarlierTimeIsAnOrphan() {
        RefusedRecordException refusal =
                bound.refusal(FEATURES, FEATURES - 3_605_000).orElseThrow();

        assertThat(refusal.reason()).isEqualTo(Reason.ORPHAN_LABEL);
        assertThat(refusal).hasMessageStartingWith("the label is of 1h5s before the features");
    }
}
