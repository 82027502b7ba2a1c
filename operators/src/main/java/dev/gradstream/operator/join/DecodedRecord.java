package dev.gradstream.operator.join;

import dev.gradstream.model.data.Example;
import dev.gradstream.operator.kafka.record.RawRecord;

/**
 * An example and the record that it was decoded from, of which a dead letter may have to be made
 * yet. Features without a target, or a target without features.
 *
 * <p>A buffer that is filled again for every record: whoever keeps one copies it.
 */
public final class DecodedRecord {
    private final Example example;
    private final RawRecord record = new RawRecord();

    DecodedRecord(Example example) {
        this.example = example;
    }

    Example example() {
        return example;
    }

    RawRecord record() {
        return record;
    }

    /** The key that features and labels are joined by. */
    public long key() {
        return example.key();
    }

    /** Epoch milliseconds. */
    long time() {
        return example.eventTime();
    }
}
