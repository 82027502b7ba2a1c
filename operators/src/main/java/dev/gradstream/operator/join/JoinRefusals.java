package dev.gradstream.operator.join;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.time.Instant;

/** What is said of records that find nothing to be joined with. */
final class JoinRefusals {
    private JoinRefusals() {}

    static RefusedRecordException duplicateFeatures() {
        return new RefusedRecordException(
                Reason.DUPLICATE_FEATURES,
                "a record of this key came before, and its time for a label is not over; a key"
                        + " names one record");
    }

    static RefusedRecordException lateFeatures(long time, long now) {
        return new RefusedRecordException(
                Reason.LATE_FEATURES, "the record " + behind(time, now) + " should come sooner");
    }

    static RefusedRecordException duplicateLabel() {
        return new RefusedRecordException(
                Reason.DUPLICATE_LABEL, "a label of this key came before; the first one counts");
    }

    static RefusedRecordException tooManyLabels(int most) {
        return new RefusedRecordException(
                Reason.DUPLICATE_LABEL,
                "so many labels of this key wait for their features already: " + most);
    }

    static RefusedRecordException lateLabel(long time, long now) {
        return new RefusedRecordException(
                Reason.LATE_LABEL,
                "the label " + behind(time, now) + " no features of its key wait for it any more");
    }

    static RefusedRecordException orphanLabel() {
        return new RefusedRecordException(
                Reason.ORPHAN_LABEL,
                "no features of this key came in time, or their time for a label was over");
    }

    private static String behind(long time, long now) {
        return "is of "
                + Instant.ofEpochMilli(time)
                + ", but event time has come to "
                + (now == Long.MAX_VALUE ? "its end" : Instant.ofEpochMilli(now).toString())
                + ";";
    }
}
