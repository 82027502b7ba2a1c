package dev.gradstream.model.data.column;

/** Rules for what columns are declared with. */
final class ColumnNames {
    private ColumnNames() {}

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** A name with something done to it, if it is done. */
    static String applied(boolean isDone, String what, String name) {
        return isDone ? what + "(" + name + ")" : name;
    }

    /** A name that says which field it reads, where that is another. */
    static String of(String name, String field) {
        return name.equals(field) ? name : name + ":" + field;
    }

    /** As short as Java writes a number that reads back the same. */
    static String shown(float number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? Long.toString((long) number)
                : Float.toString(number);
    }
}
