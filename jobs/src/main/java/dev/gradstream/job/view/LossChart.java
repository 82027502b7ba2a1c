package dev.gradstream.job.view;

import dev.gradstream.job.report.Numbers;
import dev.gradstream.job.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Training and hold-out loss over the examples learnt from, in characters. Where both would stand
 * in one place the hold-out's is drawn.
 */
public final class LossChart {
    private static final int HEIGHT = 10;
    private static final int MARGIN = 10;

    private final int width;
    private final char training;
    private final char validation;
    private final String axis;

    /** A chart as wide as the terminal, 100 columns at most. */
    public LossChart(Terminal terminal) {
        width = Math.max(20, Math.min(terminal.columns(), 100) - MARGIN - 3);
        training = terminal.unicode() ? '·' : '.';
        validation = terminal.unicode() ? '●' : 'o';
        axis = terminal.unicode() ? "│┤└─" : "||+-";
    }

    /** Lines from top to bottom; none if there are fewer than two reports with a loss. */
    public List<String> draw(List<Report> reports) {
        List<Report> scored =
                reports.stream().filter(r -> Double.isFinite(r.training().loss())).toList();
        if (scored.size() < 2) {
            return List.of();
        }
        double top = scored.stream().mapToDouble(LossChart::highest).max().orElseThrow();
        char[][] cells = new char[HEIGHT][width];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        plot(cells, scored, top, training, r -> OptionalDouble.of(r.training().loss()));
        plot(cells, scored, top, validation, LossChart::validationLoss);
        return frame(cells, top, scored.get(scored.size() - 1).examples());
    }

    private static double highest(Report report) {
        return Math.max(report.training().loss(), validationLoss(report).orElse(0));
    }

    private static OptionalDouble validationLoss(Report report) {
        return report.validation()
                .map(scores -> OptionalDouble.of(scores.loss()))
                .orElse(OptionalDouble.empty());
    }

    private void plot(
            char[][] cells,
            List<Report> reports,
            double top,
            char mark,
            Function<Report, OptionalDouble> loss) {
        long last = Math.max(1, reports.get(reports.size() - 1).examples());
        for (Report report : reports) {
            OptionalDouble value = loss.apply(report);
            if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
                int column = (int) Math.round((width - 1) * (double) report.examples() / last);
                double share = top > 0 ? value.getAsDouble() / top : 0;
                int row = (int) Math.round((HEIGHT - 1) * (1 - Math.max(0, share)));
                cells[row][column] = mark;
            }
        }
    }

    private List<String> frame(char[][] cells, double top, long examples) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < HEIGHT; row++) {
            boolean labelled = row % 3 == 0;
            String label =
                    labelled ? Numbers.readable(top * (HEIGHT - 1 - row) / (HEIGHT - 1)) : "";
            lines.add(
                    String.format("%" + MARGIN + "s ", label)
                            + axis.charAt(labelled ? 1 : 0)
                            + new String(cells[row]).stripTrailing());
        }
        lines.add(
                " ".repeat(MARGIN + 1)
                        + axis.charAt(2)
                        + String.valueOf(axis.charAt(3)).repeat(width));
        String end = String.format(Locale.ROOT, "%,d examples", examples);
        String legend = "loss:  " + training + " training  " + validation + " hold-out";
        int gap = Math.max(2, width - legend.length() - end.length());
        lines.add(" ".repeat(MARGIN + 2) + legend + " ".repeat(gap) + end);
        return lines;
    }
}
