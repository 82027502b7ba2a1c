package dev.gradstream.model.data.sequence;

/**
 * The values of one column of one record of a series.
 *
 * @param column its place among the columns of a record
 * @param back how many records before the one with the target, which itself is 0
 */
public record Term(int column, int back) {
    public Term {
        if (column < 0 || back < 0) {
            throw new IllegalArgumentException(
                    "neither column nor back is below 0, got " + column + " and " + back);
        }
    }
}
