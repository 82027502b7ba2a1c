package dev.gradstream.operator.kafka.source;

import java.util.Optional;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/** The next record to read is gone; no restart brings it back, so Flink tries none. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class RecordsDeletedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RecordsDeletedException(OffsetOutOfRangeException gone) {
        super(
                "records to read next, by partition "
                        + gone.offsetOutOfRangePartitions()
                        + ", are not on the topic any more, and nothing is skipped in silence:"
                        + " the topic's retention should outlast every pause of the job; a job"
                        + " without a savepoint begins at the earliest record that is left");
        // Not as the cause: what is reported to people is the first cause.
        addSuppressed(gone);
    }

    /** What a reader's failure comes down to, if it is this. */
    static Optional<RecordsDeletedException> in(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof OffsetOutOfRangeException gone) {
                return Optional.of(new RecordsDeletedException(gone));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
