package dev.gradstream.model.data.sequence;

/**
 * So many records of a series in a row as one example.
 *
 * @param length records in the window, at least 1
 * @param stride a window ends with every record where it is 1, with every second where it is 2, …
 * @param targetAhead the target is that of the record so many behind the last of the window; 0 for
 *     the last itself
 */
public record Window(int length, int stride, int targetAhead) {
    public Window {
        if (length < 1 || stride < 1 || targetAhead < 0) {
            throw new IllegalArgumentException(
                    "a window has a length and a stride of at least 1 and a target 0 or more ahead,"
                            + " got "
                            + length
                            + ", "
                            + stride
                            + " and "
                            + targetAhead);
        }
    }
}
