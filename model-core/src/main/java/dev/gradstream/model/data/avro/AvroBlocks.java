package dev.gradstream.model.data.avro;

import dev.gradstream.model.data.RefusedRecordException;

/** Counts through the items of a list or map, which come in blocks up to an empty one. */
public final class AvroBlocks {
    private static final long UNKNOWN = -1;

    private final AvroInput in;
    private long left;
    private long end = UNKNOWN;

    /** At the first block. */
    public AvroBlocks(AvroInput in) {
        this.in = in;
    }

    /** Begins again, at the first block of another list. */
    public void begin() {
        left = 0;
        end = UNKNOWN;
    }

    /** Whether another item comes. */
    public boolean next() throws RefusedRecordException {
        if (left == 0) {
            requireEnd();
            left = in.readLong();
            if (left < 0) {
                // Whoever wants to skip a block is told its size in bytes.
                left = -left;
                long size = in.readLong();
                end = in.position() + size;
                if (left < 0 || size < 0 || size > in.bytes().length) {
                    throw in.malformed("holds a block of " + size + " bytes");
                }
            }
            if (left == 0) {
                return false;
            }
        }
        left--;
        return true;
    }

    /** Passes over the items of the block that take no bytes. */
    void skipRest() {
        left = 0;
    }

    private void requireEnd() throws RefusedRecordException {
        if (end != UNKNOWN && end != in.position()) {
            throw in.malformed("holds a block that is not as large as it says");
        }
        end = UNKNOWN;
    }
}
