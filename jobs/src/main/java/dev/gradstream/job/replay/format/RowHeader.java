package dev.gradstream.job.replay.format;

import java.util.List;

/** What the fields of rows are called. */
public interface RowHeader {

    /** What names the columns, as a message begins with it: {@code rows.csv:1: the header}. */
    String describe();

    /** Names of the columns, all different. */
    List<String> header();

    /** Columns that are known beforehand. */
    record Columns(String describe, List<String> header) implements RowHeader {
        public Columns {
            header = List.copyOf(header);
        }
    }
}
