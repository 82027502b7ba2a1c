package dev.gradstream.model.data.sequence;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.ColumnEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Makes examples of the records of a series, one after the other.
 *
 * <p>Only columns that an example takes of earlier records are kept, for as many records as it goes
 * back. Nothing is allocated for a record but where a history grows.
 */
public final class Sequencer {
    private final Sequence sequence;
    private final int depth;
    private final int keptWidth;
    private final Run[] kept;
    private final Run[] taken;
    private final float[] blank;

    /**
     * Values in a row.
     *
     * @param back of how many records before; 0 for the present one
     * @param from where they begin in that record's features, or what is kept of them
     * @param to where they go
     */
    private record Run(int back, int from, int to, int width) {
        boolean goesOnWith(Run next) {
            return next.back == back && next.from == from + width && next.to == to + width;
        }

        Run and(Run next) {
            return new Run(back, from, to, width + next.width);
        }
    }

    /**
     * @param columns of a record
     * @param missing what becomes of values that a record lacks
     * @throws IllegalArgumentException if the sequence fills in what a column has no value for
     */
    public Sequencer(Sequence sequence, List<Column> columns, Missing missing) {
        this.sequence = sequence;
        depth = sequence.depth();
        int[] positions = positions(columns);
        int[] keptPositions = new int[columns.size()];
        List<Run> keeping = new ArrayList<>();
        int width = 0;
        for (int column : keptColumns(sequence)) {
            keptPositions[column] = width;
            int size = columns.get(column).width();
            append(keeping, new Run(0, positions[column], width, size));
            width += size;
        }
        keptWidth = width;
        kept = keeping.toArray(Run[]::new);
        taken = taken(columns, positions, keptPositions);
        blank = sequence.filled() ? blank(columns, positions, missing) : new float[0];
    }

    private static int[] positions(List<Column> columns) {
        int[] positions = new int[columns.size()];
        for (int i = 1; i < positions.length; i++) {
            positions[i] = positions[i - 1] + columns.get(i - 1).width();
        }
        return positions;
    }

    private static Iterable<Integer> keptColumns(Sequence sequence) {
        TreeSet<Integer> columns = new TreeSet<>();
        sequence.terms().stream()
                .filter(term -> term.back() > 0)
                .forEach(term -> columns.add(term.column()));
        return columns;
    }

    private Run[] taken(List<Column> columns, int[] positions, int[] keptPositions) {
        List<Run> runs = new ArrayList<>();
        int to = 0;
        for (Term term : sequence.terms()) {
            int column = term.column();
            int from = term.back() == 0 ? positions[column] : keptPositions[column];
            int width = columns.get(column).width();
            append(runs, new Run(term.back(), from, to, width));
            to += width;
        }
        return runs.toArray(Run[]::new);
    }

    private static void append(List<Run> runs, Run run) {
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).goesOnWith(run)) {
            runs.set(last, runs.get(last).and(run));
        } else {
            runs.add(run);
        }
    }

    /** What is kept of a record that lacks everything. */
    private float[] blank(List<Column> columns, int[] positions, Missing missing) {
        float[] record = new float[columns.stream().mapToInt(Column::width).sum()];
        for (int i : keptColumns(sequence)) {
            ColumnEncoder encoder = columns.get(i).encoder(positions[i], missing);
            try {
                for (int field = 0; field < columns.get(i).fields().size(); field++) {
                    encoder.encodeMissing(field, record);
                }
            } catch (RefusedRecordException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            encoder.finish(record);
        }
        float[] row = new float[keptWidth];
        copy(kept, record, row, 0);
        return row;
    }

    /** Values that are kept of a record. */
    public int keptWidth() {
        return keptWidth;
    }

    /** Of a series that has not begun. */
    public SeriesHistory begin() {
        return new SeriesHistory(keptWidth);
    }

    /**
     * Takes the next record of a series.
     *
     * @param history of its series; takes note of the record
     * @param record encoded by itself
     * @param into becomes the example whose target is the record's, if there is one: with its
     *     weight, event time, origin and split, named by its own features and target
     * @return whether there is an example
     */
    public boolean next(SeriesHistory history, Example record, Example into) {
        boolean isComplete = sequence.filled() || history.count() >= depth;
        boolean isDue = isComplete && history.isDue(sequence.stride());
        if (isDue) {
            fill(history, record, into);
        }
        if (depth > 0) {
            int start = history.claim(depth);
            copy(kept, record.features(), history.rows(), start);
        }
        return isDue;
    }

    private static void copy(Run[] runs, float[] from, float[] to, int start) {
        for (Run run : runs) {
            System.arraycopy(from, run.from, to, start + run.to, run.width);
        }
    }

    private void fill(SeriesHistory history, Example record, Example into) {
        float[] features = into.features();
        for (Run run : taken) {
            if (run.back == 0) {
                System.arraycopy(record.features(), run.from, features, run.to, run.width);
            } else if (run.back <= history.count()) {
                int from = history.start(run.back) + run.from;
                System.arraycopy(history.rows(), from, features, run.to, run.width);
            } else {
                System.arraycopy(blank, run.from, features, run.to, run.width);
            }
        }
        System.arraycopy(record.target(), 0, into.target(), 0, record.target().length);
        into.setSplit(record.split());
        into.setWeight(record.weight());
        into.setEventTime(record.eventTime());
        into.setOrigin(record.partition(), record.offset());
        into.setKey(KeyHash.of(features, into.target()));
    }
}
