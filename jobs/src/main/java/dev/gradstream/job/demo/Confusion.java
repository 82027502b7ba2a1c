package dev.gradstream.job.demo;

import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.model.predict.Prediction;
import dev.gradstream.model.predict.Predictor;
import dev.gradstream.model.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often a class was taken for which.
 *
 * @param classes labels by number
 * @param counts {@code [actual][predicted]}
 */
public record Confusion(List<String> classes, int[][] counts) {

    public Confusion {
        classes = List.copyOf(classes);
    }

    /**
     * Tests a classifier on records that hold their own answers.
     *
     * @throws RefusedRecordException if a record cannot be used
     */
    public static Confusion test(Pipeline pipeline, Snapshot model, List<FeatureRecord> records)
            throws RefusedRecordException {
        List<String> classes = pipeline.target().classes();
        int[][] counts = new int[classes.size()][classes.size()];
        RecordDecoder decoder = RecordDecoders.of(pipeline);
        Example example = new Example(pipeline.featureCount(), pipeline.targetCount());
        try (Predictor predictor = new Predictor(pipeline, model)) {
            for (FeatureRecord record : records) {
                decoder.decode(record.key().orElse(null), 0, record.value(), example);
                if (predictor.predict(example.features())
                        instanceof Prediction.Classification predicted) {
                    counts[(int) example.target()[0]][predicted.index()]++;
                }
            }
        }
        return new Confusion(classes, counts);
    }

    /** How many examples were tested. */
    public int total() {
        return IntStream.range(0, counts.length).map(i -> IntStream.of(counts[i]).sum()).sum();
    }

    /** Share of right answers; NaN if there were none at all. */
    public double accuracy() {
        return IntStream.range(0, counts.length).map(i -> counts[i][i]).sum() / (double) total();
    }

    /** As a table, line by line. */
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
