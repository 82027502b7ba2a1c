package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.format.AvroFormat;
import dev.gradstream.model.pipeline.Features.Format;
import java.util.Optional;

/**
 * Labels that come after their features, on a topic of their own: joined by key in event time.
 *
 * @param format how a label's value is written
 * @param avro the schema of the format Avro; empty for any other
 * @param key the field that names the example; without one the record's key does
 * @param eventTime the field that says when it happened; without one the record's timestamp does
 * @param withinMillis how long after its features a label may be, in event time, at least 1
 * @param otherwise what becomes of features that no label came for
 * @param outOfOrdernessMillis how far a record's time may be behind the latest of its partition,
 *     and a label's before its features', at least 0
 * @param idleAfterMillis when a partition without records does not hold event time back any more,
 *     at least 1
 */
public record Labels(
        Format format,
        Optional<AvroFormat> avro,
        Optional<String> key,
        Optional<String> eventTime,
        long withinMillis,
        Otherwise otherwise,
        long outOfOrdernessMillis,
        long idleAfterMillis) {

    public Labels {
        if (avro.isPresent() != (format == Format.AVRO)) {
            throw new IllegalArgumentException("the format is " + format + ", the schema " + avro);
        }
        if (withinMillis < 1 || outOfOrdernessMillis < 0 || idleAfterMillis < 1) {
            throw new IllegalArgumentException(
                    "within and idle_after must be at least 1 ms, out_of_orderness 0 ms, got "
                            + withinMillis
                            + ", "
                            + idleAfterMillis
                            + " and "
                            + outOfOrdernessMillis);
        }
    }

    /** What becomes of features that no label came for. */
    public enum Otherwise {
        /** They are learnt as class 0, or as zeros. */
        NEGATIVE,
        /** They are not learnt. */
        DROP
    }
}
