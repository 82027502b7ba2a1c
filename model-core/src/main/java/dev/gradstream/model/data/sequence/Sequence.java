package dev.gradstream.model.data.sequence;

import dev.gradstream.model.data.column.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the records of a series make examples: which columns of the record with the target, and of
 * earlier ones, stand in the feature vector.
 *
 * @param terms in the order of the feature vector, at least one
 * @param stride an example is made of every record that one can be made of where it is 1, of every
 *     second where it is 2, …
 * @param filled whether values of records before the first of a series are filled in as missing
 *     ones are; otherwise there is no example before all its records are there
 */
public record Sequence(List<Term> terms, int stride, boolean filled) {

    public Sequence {
        terms = List.copyOf(terms);
        if (terms.isEmpty() || stride < 1) {
            throw new IllegalArgumentException("a sequence needs a term and a stride of 1 or more");
        }
    }

    /**
     * Windows over all columns: record by record, the oldest first, each with its columns in order.
     *
     * @param columns how many there are
     */
    public static Sequence of(Window window, int columns) {
        List<Term> terms = new ArrayList<>();
        for (int before = window.length() - 1; before >= 0; before--) {
            int back = window.targetAhead() + before;
            IntStream.range(0, columns).forEach(column -> terms.add(new Term(column, back)));
        }
        return new Sequence(terms, window.stride(), false);
    }

    /** How many records before the one with the target an example goes back. */
    public int depth() {
        return terms.stream().mapToInt(Term::back).max().orElse(0);
    }

    /**
     * The column of each term.
     *
     * @param columns of a record
     */
    public List<Column> columns(List<Column> columns) {
        return terms.stream().map(term -> columns.get(term.column())).toList();
    }

    /** The columns that an example takes of the record with its target. */
    public List<Column> presentColumns(List<Column> columns) {
        return terms.stream()
                .filter(term -> term.back() == 0)
                .map(term -> columns.get(term.column()))
                .toList();
    }

    /**
     * What the values of the feature vector are: as the columns name them, and of the record that
     * is k before the one with the target with {@code @t-k} behind.
     *
     * @param columns of a record
     */
    public List<String> encodedNames(List<Column> columns) {
        List<List<String>> names = columns.stream().map(Column::encodedNames).toList();
        return terms.stream()
                .flatMap(term -> names.get(term.column()).stream().map(n -> at(n, term.back())))
                .toList();
    }

    private static String at(String name, int back) {
        return back == 0 ? name : name + "@t-" + back;
    }
}
