package dev.gradstream.job.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How often a class was taken for which.
 *
 * @param classes labels by number
 * @param counts {@code [actual][predicted]}
 */
public record Confusion(List<String> classes, int[][] counts) implements TestResult {

    public Confusion {
        classes = List.copyOf(classes);
    }

    /** Of no examples yet. */
    static Confusion none(List<String> classes) {
        return new Confusion(classes, new int[classes.size()][classes.size()]);
    }

    @Override
    public int total() {
        return IntStream.range(0, counts.length).map(i -> IntStream.of(counts[i]).sum()).sum();
    }

    /** Share of right answers; NaN if there were none at all. */
    public double accuracy() {
        return IntStream.range(0, counts.length).map(i -> counts[i][i]).sum() / (double) total();
    }

    @Override
    public String score() {
        return String.format(Locale.ROOT, "accuracy %.4f", accuracy());
    }

    @Override
    public List<String> table() {
        int width = Math.max(8, classes.stream().mapToInt(String::length).max().orElse(0) + 2);
        List<String> lines = new ArrayList<>();
        lines.add(" ".repeat(width + 7) + "predicted");
        StringBuilder header = new StringBuilder("actual ").append(" ".repeat(width));
        classes.forEach(name -> header.append(String.format("%" + width + "s", name)));
        lines.add(header.toString());
        for (int actual = 0; actual < counts.length; actual++) {
            StringBuilder line =
                    new StringBuilder(String.format("%" + (width + 7) + "s", classes.get(actual)));
            for (int count : counts[actual]) {
                line.append(String.format("%" + width + "d", count));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
