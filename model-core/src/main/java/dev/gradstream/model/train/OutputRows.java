package dev.gradstream.model.train;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.eval.measure.Prequential;
import dev.gradstream.model.eval.metric.ScoredRows;
import dev.gradstream.model.learn.ScoredOutputs;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.loss.TargetKind;
import java.util.function.Consumer;

/**
 * Reads outputs and targets as the classes and numbers that are measured: the one place where raw
 * numbers become what a person means by them.
 */
final class OutputRows implements ScoredOutputs {
    private final OutputMeaning meaning;
    private final TargetKind kind;
    private final int width;
    private final boolean scored;
    private final ScoredRows rows;
    private final Consumer<ScoredRows> measured;

    /**
     * @param kind of the target
     * @param width outputs of a row
     * @param scores of a row that are measured: of each class, or 0
     * @param measured takes the rows, some at a time
     */
    OutputRows(
            OutputMeaning meaning,
            TargetKind kind,
            int width,
            int scores,
            Consumer<ScoredRows> measured) {
        this.meaning = meaning;
        this.kind = kind;
        this.width = width;
        this.measured = measured;
        scored = scores > 0;
        rows = new ScoredRows(Prequential.MOST_ROWS, scores);
    }

    @Override
    public void take(MiniBatch batch, float[] weights, int firstRow, int count, float[] outputs) {
        int targets = batch.targetCount();
        for (int row = 0; row < count; row++) {
            addRow(batch.targets(), (firstRow + row) * targets, outputs, row * width);
        }
        handOn();
    }

    private void addRow(float[] target, int targetFrom, float[] outputs, int from) {
        switch (kind) {
            case CLASS -> addClass((int) target[targetFrom], outputs, from, width);
            case DISTRIBUTION ->
                    addClass(
                            OutputMeaning.largest(target, targetFrom, width), outputs, from, width);
            case YES_OR_NO -> {
                for (int i = 0; i < width; i++) {
                    addClass(target[targetFrom + i] > 0.5f ? 1 : 0, outputs, from + i, 1);
                }
            }
            case NUMBER -> {
                for (int i = 0; i < width; i++) {
                    rows.add(target[targetFrom + i], meaning.number(outputs[from + i]));
                    handOnIfFull();
                }
            }
        }
    }

    private void addClass(int actual, float[] outputs, int from, int count) {
        rows.add(actual, meaning.predictedClass(outputs, from, count));
        if (scored) {
            meaning.classScores(outputs, from, count, rows.values(), rows.lastScores());
        }
        handOnIfFull();
    }

    private void handOnIfFull() {
        if (rows.isFull()) {
            handOn();
        }
    }

    private void handOn() {
        if (!rows.isEmpty()) {
            measured.accept(rows);
            rows.clear();
        }
    }
}
