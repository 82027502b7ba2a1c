package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.loss.TargetKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured of targets of several columns. */
class OutputRowsTest {
    private final List<List<Double>> measured = new ArrayList<>();

    @Test
    void eachNumberIsARowOfItsOwn() {
        take(OutputMeaning.NUMBER, TargetKind.NUMBER, 2, new float[] {1, 2, 3, 4}, 5, 6, 7, 8);
        assertThat(measured)
                .containsExactly(
                        List.of(1.0, 5.0), List.of(2.0, 6.0), List.of(3.0, 7.0), List.of(4.0, 8.0));
    }

    @Test
    void eachYesOrNoIsARowOfItsOwn() {
        take(OutputMeaning.LOGIT, TargetKind.YES_OR_NO, 2, new float[] {1, 0, 0, 1}, 3, 2, -1, -2);
        assertThat(measured)
                .containsExactly(
                        List.of(1.0, 1.0), List.of(0.0, 1.0), List.of(0.0, 0.0), List.of(1.0, 0.0));
    }

    @Test
    void ofProbabilitiesTheMostProbableClassIsTheActualOne() {
        float[] targets = {0.2f, 0.5f, 0.3f, 1, 0, 0};
        take(OutputMeaning.LOGITS, TargetKind.DISTRIBUTION, 3, targets, 1, 2, 0, 1, 0, 3);
        assertThat(measured).containsExactly(List.of(1.0, 1.0), List.of(0.0, 2.0));
    }

    private void take(
            OutputMeaning meaning, TargetKind kind, int width, float[] targets, float... outputs) {
        MiniBatch batch = new MiniBatch(Split.VALIDATION, 2, 1, width);
        System.arraycopy(targets, 0, batch.targets(), 0, targets.length);
        batch.setSize(2);
        OutputRows rows =
                new OutputRows(
                        meaning,
                        kind,
                        width,
                        0,
                        scored -> {
                            for (int row = 0; row < scored.size(); row++) {
                                double[] values = scored.values();
                                measured.add(List.of(values[2 * row], values[2 * row + 1]));
                            }
                        });
        rows.take(batch, batch.weights(), 0, 2, outputs);
    }
}
