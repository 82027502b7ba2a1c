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
    private final int width;
    private final boolean scored;
    private final ScoredRows rows;
    private final Consumer<ScoredRows> measured;

    /**
     * @param width outputs of a row
     * @param scores of a row that are measured: of each class, or 0
     * @param measured takes the rows, some at a time
     */
    OutputRows(OutputMeaning meaning, int width, int scores, Consumer<ScoredRows> measured) {
        this.meaning = meaning;
        this.width = width;
        this.measured = measured;
        scored = scores > 0;
        rows = new ScoredRows(Prequential.MOST_ROWS, scores);
    }

    @Override
    public void take(MiniBatch batch, int firstRow, int count, float[] outputs) {
        boolean number = meaning.target() == TargetKind.NUMBER;
        for (int row = 0; row < count; row++) {
            float target = batch.targets()[(firstRow + row) * batch.targetCount()];
            if (number) {
                rows.add(target, meaning.number(outputs[row * width]));
            } else {
                addClass(target, outputs, row * width);
            }
            if (rows.isFull()) {
                handOn();
            }
        }
        handOn();
    }

    private void addClass(float target, float[] outputs, int from) {
        int predicted = meaning.predictedClass(outputs, from, width);
        rows.add(meaning.target().classOf(target), predicted);
        if (scored) {
            meaning.classScores(outputs, from, width, rows.values(), rows.lastScores());
        }
    }

    private void handOn() {
        if (!rows.isEmpty()) {
            measured.accept(rows);
            rows.clear();
        }
    }
}
