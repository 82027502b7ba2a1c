package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.column.CategoricalColumn;
import dev.gradstream.model.data.column.CategoricalColumn.Encoding;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.sequence.Sequence;
import dev.gradstream.model.data.sequence.Sequencer;
import dev.gradstream.model.data.sequence.Term;
import dev.gradstream.model.data.sequence.Window;
import dev.gradstream.model.pipeline.column.DeclaredColumn;
import dev.gradstream.model.pipeline.column.DeclaredLag;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code features.window} and lags make of the columns.
 *
 * <p>A lagged target is a column that reads the target's field, encoded as such a feature would be,
 * and of which the record's own value is taken by no example.
 */
final class SequenceCheck {
    /** Most columns of all records of an example together. */
    private static final int MAX_TERMS = 100_000;

    /** Most values of an example, and most that are kept of a series. */
    private static final int MAX_VALUES = 1_000_000;

    private final Section root;
    private final DeclaredFeatures declared;
    private final DeclaredTarget target;
    private final List<Column> columns;
    private final Map<String, Integer> places = new HashMap<>();

    private SequenceCheck(Section root, DeclaredFeatures declared, DeclaredTarget target) {
        this.root = root;
        this.declared = declared;
        this.target = target;
        columns = new ArrayList<>(declared.features().columns());
        columns.forEach(column -> places.put(column.name(), places.size()));
    }

    /** The features with what the file says of earlier records; every problem is reported. */
    static DeclaredFeatures resolve(
            Section root, DeclaredFeatures declared, DeclaredTarget target) {
        SequenceCheck check = new SequenceCheck(root, declared, target);
        check.refuseLabels();
        if (declared.window().isPresent()) {
            declared.lags()
                    .forEach(
                            lag ->
                                    lag.place()
                                            .refuse(
                                                    "stands beside features.window, which holds the"
                                                            + " earlier records already; leave out"
                                                            + " one of the two"));
            return declared.resolved(
                    declared.complete()
                            ? check.window(declared.window().get())
                            : Optional.of(declared.features()));
        }
        return declared.lags().isEmpty() ? declared : declared.resolved(check.lags());
    }

    /** Labels that come later are not known when the next record comes, nor in its order. */
    private void refuseLabels() {
        if (root.values().containsKey("labels")) {
            String remedy =
                    "stands beside labels, which come in another order than the records; leave out"
                            + " one of the two";
            declared.window().ifPresent(window -> window.place().refuse(remedy));
            declared.lags().forEach(lag -> lag.place().refuse(remedy));
        }
    }

    private Optional<Features> window(DeclaredWindow records) {
        Window window = records.window();
        long earlier = (long) window.length() - 1 + window.targetAhead();
        return fits(
                        records.place(),
                        (long) window.length() * columns.size(),
                        (long) window.length() * declared.features().recordWidth(),
                        earlier * declared.features().recordWidth())
                ? Optional.of(declared.features().of(Sequence.of(window, columns.size()), columns))
                : Optional.empty();
    }

    private Optional<Features> lags() {
        boolean known = true;
        List<Term> terms = new ArrayList<>();
        int present = 0;
        for (DeclaredLag lag : declared.lags()) {
            while (present < lag.before()) {
                terms.add(new Term(present++, 0));
            }
            Optional<Integer> column = column(lag);
            column.ifPresent(c -> lag.by().forEach(back -> terms.add(new Term(c, back))));
            known &= column.isPresent();
        }
        while (present < declared.columns().size()) {
            terms.add(new Term(present++, 0));
        }
        if (!known || !declared.complete()) {
            return Optional.empty();
        }
        boolean filled = declared.features().missing() != Missing.REJECT;
        Sequence sequence = new Sequence(terms, 1, filled);
        return fits(sequence)
                ? Optional.of(declared.features().of(sequence, columns))
                : Optional.empty();
    }

    /** The place of the column that is lagged; empty, with the problem reported, without one. */
    private Optional<Integer> column(DeclaredLag lag) {
        if (!places.containsKey(lag.column())) {
            if (target.form().isEmpty()) {
                // Its own problems are reported; this may be one of its columns.
                return Optional.empty();
            }
            if (!target.columns().orElseThrow().contains(lag.column())) {
                lag.place()
                        .refuse(
                                "names "
                                        + Excerpt.of(lag.column())
                                        + ", which is neither one of features.columns nor the"
                                        + " target; known are "
                                        + known());
                return Optional.empty();
            }
            places.put(lag.column(), columns.size());
            columns.add(targetColumn(lag.column()));
        }
        int place = places.get(lag.column());
        return fillable(columns.get(place), lag) ? Optional.of(place) : Optional.empty();
    }

    private String known() {
        List<String> names =
                new ArrayList<>(
                        declared.columns().stream()
                                .map(DeclaredColumn::column)
                                .map(Column::name)
                                .toList());
        names.addAll(target.columns().orElseThrow());
        return Excerpt.list(names);
    }

    private Column targetColumn(String name) {
        List<String> classes = target.classes().orElseThrow();
        return classes.isEmpty()
                ? new NumericColumn(name, name, Optional.empty(), false, declared.indicator())
                : new CategoricalColumn(name, name, Encoding.ONE_HOT, classes, false);
    }

    /** Whether there is a value for the records before the first of a series. */
    private boolean fillable(Column column, DeclaredLag lag) {
        if (declared.features().missing() == Missing.REJECT) {
            return true;
        }
        try {
            Sequence alone = new Sequence(List.of(new Term(0, 1)), 1, true);
            new Sequencer(alone, List.of(column), declared.features().missing());
            return true;
        } catch (IllegalArgumentException e) {
            lag.place()
                    .refuse(
                            "has no value for the first records of a series, as "
                                    + e.getMessage()
                                    + "; write unknown: slot, or missing: reject");
            return false;
        }
    }

    private boolean fits(Sequence sequence) {
        Value place = declared.lags().get(0).place();
        long values = sequence.columns(columns).stream().mapToLong(Column::width).sum();
        long kept =
                sequence.terms().stream()
                        .filter(term -> term.back() > 0)
                        .mapToInt(Term::column)
                        .distinct()
                        .mapToLong(column -> columns.get(column).width())
                        .sum();
        return fits(place, sequence.terms().size(), values, kept * sequence.depth());
    }

    private static boolean fits(Value place, long terms, long values, long kept) {
        if (terms > MAX_TERMS) {
            refuse(place, "makes " + terms + " columns of an example", MAX_TERMS);
        } else if (values > MAX_VALUES) {
            refuse(place, "makes " + values + " values of an example", MAX_VALUES);
        } else if (kept > MAX_VALUES) {
            refuse(place, "keeps " + kept + " values of each series", MAX_VALUES);
        } else {
            return true;
        }
        return false;
    }

    private static void refuse(Value place, String what, int most) {
        place.refuse(
                what + "; at most " + most + " are allowed: take fewer records or fewer columns");
    }
}
