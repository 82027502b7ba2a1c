package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells when a record happened, without decoding the rest of it. Not thread-safe: one for each
 * subtask.
 */
public final class RecordClock {
    /** Of a record whose time cannot be read, or cannot be believed: before all others. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** How far a record's event time may be ahead of its timestamp, in milliseconds: a day. */
    public static final long MAX_AHEAD_MILLIS = 24 * 60 * 60 * 1000L;

    private final Optional<RecordDecoder> decoder;
    private final Example buffer = new Example(0, 1);

    /**
     * @param decoder fills in the event time alone; empty where the record's timestamp is that
     */
    public RecordClock(Optional<RecordDecoder> decoder) {
        this.decoder = decoder;
    }

    /**
     * Epoch milliseconds, or {@link #NO_TIME} of a record that is refused for its time.
     *
     * @param timestamp the record's own, in epoch milliseconds
     * @param value the record's value, or null as Kafka gives it for a tombstone
     */
    public long timeOf(long timestamp, byte[] value) {
        if (decoder.isEmpty()) {
            return timestamp;
        }
        try {
            decoder.get().decode(null, timestamp, value, buffer);
        } catch (RefusedRecordException e) {
            // Ingest refuses it too, and says why.
            return NO_TIME;
        }
        return isAhead(buffer.eventTime(), timestamp) ? NO_TIME : buffer.eventTime();
    }

    /**
     * Refuses a time that would close whatever waits for the time until then.
     *
     * @param eventTime epoch milliseconds
     * @param timestamp the record's own, in epoch milliseconds
     */
    public static void requireNotAhead(long eventTime, long timestamp)
            throws RefusedRecordException {
        if (isAhead(eventTime, timestamp)) {
            throw new RefusedRecordException(
                    Reason.FUTURE_TIME,
                    "the event time "
                            + Instant.ofEpochMilli(eventTime)
                            + " is more than a day ahead of the record's timestamp "
                            + Instant.ofEpochMilli(timestamp)
                            + "; a time that has passed belongs there");
        }
    }

    /** A record that was written without a timestamp has -1; any time is believed of it. */
    private static boolean isAhead(long eventTime, long timestamp) {
        return timestamp >= 0 && eventTime > timestamp + MAX_AHEAD_MILLIS;
    }
}
