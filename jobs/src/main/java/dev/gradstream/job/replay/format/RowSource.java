package dev.gradstream.job.replay.format;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Rows of named fields that can be gone through again and again, as those of a file. */
public interface RowSource extends RowHeader {

    /**
     * Hands over the rows, in their order, for as long as more are wanted.
     *
     * @return whether more are wanted after the last
     */
    boolean forEachRow(RowConsumer consumer) throws IOException;

    /** How many rows there are; empty if they have no end. May read everything. */
    OptionalLong rows() throws IOException;

    /** Takes the rows, one after the other. */
    @FunctionalInterface
    interface RowConsumer {
        /**
         * Takes one row.
         *
         * @param fields one for each column of the header, in its order; an empty one is a missing
         *     value, the values of a list stand between blanks
         * @return whether more rows are wanted
         * @throws UnfitFieldException if a field cannot be written as what it should be
         */
        boolean accept(List<String> fields) throws IOException;
    }
}
