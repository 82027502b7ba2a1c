package dev.gradstream.job.replay.format;

import java.io.IOException;
import java.util.List;

/** Writes a row's fields as a record's value. */
@FunctionalInterface
interface RecordFormat {
    /**
     * The value.
     *
     * @param fields in the order of the source's header
     * @throws UnfitFieldException if a field is none that the format can hold
     */
    byte[] write(List<String> fields) throws IOException;
}
