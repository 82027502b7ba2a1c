package dev.gradstream.dashboard;

import java.util.Arrays;
import java.util.List;

/**
 * One panel of a dashboard.
 *
 * @param kind of picture
 * @param title what it shows
 * @param description for whoever asks what it means
 * @param unit as Grafana names units
 * @param width of 24 columns
 * @param options what differs from the kind's usual
 */
record Panel(
        Kind kind,
        String title,
        String description,
        String unit,
        int width,
        List<Option> options,
        List<Query> queries) {
    static final int HEIGHT = 8;
    static final int STAT_HEIGHT = 4;

    /** What a panel looks like. */
    enum Kind {
        TIMESERIES("timeseries"),
        STAT("stat"),
        TABLE("table");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** What a panel may do. */
    enum Option {
        LOGARITHMIC,
        STACKED,
        /** A line for each model, however many: the legend names them as they stand at the end. */
        BY_MODEL
    }

    Panel {
        options = List.copyOf(options);
        queries = List.copyOf(queries);
    }

    static Panel lines(String title, String description, String unit, Query... queries) {
        return new Panel(
                Kind.TIMESERIES, title, description, unit, 12, List.of(), Arrays.asList(queries));
    }

    static Panel number(String title, String description, String unit, Query query) {
        return new Panel(Kind.STAT, title, description, unit, 4, List.of(), List.of(query));
    }

    static Panel table(String title, String description, Query... columns) {
        return new Panel(
                Kind.TABLE, title, description, "short", 24, List.of(), Arrays.asList(columns));
    }

    Panel with(Option option) {
        return new Panel(kind, title, description, unit, width, List.of(option), queries);
    }

    Panel wide() {
        return new Panel(kind, title, description, unit, 24, options, queries);
    }

    int height() {
        return kind == Kind.STAT ? STAT_HEIGHT : HEIGHT;
    }
}
