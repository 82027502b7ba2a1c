package dev.gradstream.operator.join;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.pipeline.Labels;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Which labels belong to which features, in event time of milliseconds.
 *
 * @param within how long after its features a label may be
 * @param skew how long before them, because two clocks are never quite the same
 */
record Bound(long within, long skew) {

    static Bound of(Labels labels) {
        return new Bound(labels.withinMillis(), labels.outOfOrdernessMillis());
    }

    /** When no label for features of that time can come in time any more. */
    long ofFeatures(long time) {
        return time + within;
    }

    /** When no features for a label of that time can come in time any more. */
    long ofLabel(long time) {
        return time + skew;
    }

    /** Why a label does not belong to the features of its key; empty if it does. */
    Optional<RefusedRecordException> refusal(long features, long label) {
        if (label > ofFeatures(features)) {
            return Optional.of(
                    new RefusedRecordException(
                            Reason.LATE_LABEL,
                            "the label is of "
                                    + text(label - features)
                                    + " after its features; labels.within allows "
                                    + text(within)));
        }
        if (ofLabel(label) < features) {
            return Optional.of(
                    new RefusedRecordException(
                            Reason.ORPHAN_LABEL,
                            "the label is of "
                                    + text(features - label)
                                    + " before the features of its key; it should not be of an"
                                    + " earlier time than they"));
        }
        return Optional.empty();
    }

    /** As {@code 31m2.743s}. */
    private static String text(long millis) {
        return Duration.ofMillis(millis)
                .toString()
                .substring("PT".length())
                .toLowerCase(Locale.ROOT);
    }
}
