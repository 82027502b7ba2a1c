package dev.gradstream.model.data.format;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;

/** What holds for the value of a record in any text format. */
final class RecordValue {
    private RecordValue() {}

    /**
     * Position of the first byte of content, behind a byte order mark.
     *
     * @throws RefusedRecordException if there is no value, or more than a record may hold
     */
    static int start(byte[] value) throws RefusedRecordException {
        if (value == null || value.length == 0) {
            throw empty();
        }
        if (value.length > RecordDecoder.MAX_VALUE_BYTES) {
            throw new RefusedRecordException(
                    Reason.TOO_LARGE,
                    "the value has "
                            + value.length
                            + " bytes; at most "
                            + RecordDecoder.MAX_VALUE_BYTES
                            + " are read");
        }
        boolean marked =
                value.length >= 3
                        && value[0] == (byte) 0xEF
                        && value[1] == (byte) 0xBB
                        && value[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    static RefusedRecordException empty() {
        return new RefusedRecordException(
                Reason.EMPTY, "the record has no value; an example belongs there");
    }
}
