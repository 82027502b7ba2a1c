package dev.gradstream.job.page.history;

import java.util.List;

/**
 * What the newest version says of the latest records.
 *
 * @param version that answers; 0 before there is one
 * @param heldOut whether the records are held out: never learnt from
 * @param remark why there are none, for a person; empty where there are some
 */
public record Answers(long version, boolean heldOut, List<Answer> rows, String remark) {
    public Answers {
        rows = List.copyOf(rows);
    }

    /** There are none, and why. */
    public static Answers none(String remark) {
        return new Answers(0, false, List.of(), remark);
    }
}
