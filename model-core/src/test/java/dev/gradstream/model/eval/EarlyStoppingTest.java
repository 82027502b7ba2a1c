package dev.gradstream.model.eval;

import static dev.gradstream.model.eval.EarlyStopping.Direction.HIGHER_IS_BETTER;
import static dev.gradstream.model.eval.EarlyStopping.Direction.LOWER_IS_BETTER;
import static dev.gradstream.model.eval.EarlyStopping.Verdict.IMPROVED;
import static dev.gradstream.model.eval.EarlyStopping.Verdict.NOT_IMPROVED;
import static dev.gradstream.model.eval.EarlyStopping.Verdict.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.eval.EarlyStopping.Verdict;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyStoppingTest {

    @Test
    void stopsAfterPatienceWithoutImprovement() {
        EarlyStopping stopping = new EarlyStopping(2, 0, LOWER_IS_BETTER);

        assertThat(observe(stopping, 0.9, 0.8, 0.85, 0.7, 0.71, 0.7))
                .containsExactly(IMPROVED, IMPROVED, NOT_IMPROVED, IMPROVED, NOT_IMPROVED, STOPPED);
        assertThat(stopping.best()).isEqualTo(0.7);
        assertThat(stopping.stopped()).isTrue();
    }

    @Test
    void staysStoppedWhateverComes() {
        EarlyStopping stopping = new EarlyStopping(1, 0, LOWER_IS_BETTER);

        assertThat(observe(stopping, 0.5, 0.6, 0.1)).containsExactly(IMPROVED, STOPPED, STOPPED);
        assertThat(stopping.best()).isEqualTo(0.5);
    }

    @Test
    void aChangeOfMinDeltaIsNotYetAnImprovement() {
        EarlyStopping stopping = new EarlyStopping(9, 0.25, LOWER_IS_BETTER);

        assertThat(observe(stopping, 1.0, 0.75, 0.8, 0.7))
                .containsExactly(IMPROVED, NOT_IMPROVED, NOT_IMPROVED, IMPROVED);
    }

    @Test
    void accuracyImprovesUpwards() {
        EarlyStopping stopping = new EarlyStopping(2, 0.01, HIGHER_IS_BETTER);

        assertThat(observe(stopping, 0.5, 0.6, 0.605, 0.4))
                .containsExactly(IMPROVED, IMPROVED, NOT_IMPROVED, STOPPED);
        assertThat(stopping.best()).isEqualTo(0.6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteNeverImproves(double value) {
        for (EarlyStopping.Direction direction : EarlyStopping.Direction.values()) {
            EarlyStopping stopping = new EarlyStopping(2, 0, direction);

            assertThat(observe(stopping, value, 1.0, value, value))
                    .containsExactly(NOT_IMPROVED, IMPROVED, NOT_IMPROVED, STOPPED);
        }
    }

    /**
     * For any sequence: it stops right after the first {@code patience} values in a row that do not
     * fall below the least value before them.
     */
    @Test
    void agreesWithTheDefinitionOnRandomSequences() {
        Random random = new Random(17);
        for (int i = 0; i < 2000; i++) {
            int patience = 1 + random.nextInt(5);
            double minDelta = random.nextInt(3) * 0.125;
            double[] values = random.ints(30, 0, 16).mapToDouble(v -> v * 0.125).toArray();
            EarlyStopping lower = new EarlyStopping(patience, minDelta, LOWER_IS_BETTER);
            EarlyStopping higher = new EarlyStopping(patience, minDelta, HIGHER_IS_BETTER);

            Verdict[] verdicts = observe(lower, values);

            int stop = definition(values, patience, minDelta);
            assertThat(Arrays.asList(verdicts).indexOf(STOPPED)).isEqualTo(stop);
            double[] negated = Arrays.stream(values).map(v -> -v).toArray();
            assertThat(observe(higher, negated)).containsExactly(verdicts);
            assertThat(higher.best()).isEqualTo(-lower.best());
        }
    }

    @Test
    void goesOnFromItsState() {
        Random random = new Random(23);
        EarlyStopping undisturbed = new EarlyStopping(4, 0.01, LOWER_IS_BETTER);
        EarlyStopping restored = new EarlyStopping(4, 0.01, LOWER_IS_BETTER);
        for (int i = 0; i < 100; i++) {
            double value = random.nextDouble();
            restored = new EarlyStopping(4, 0.01, LOWER_IS_BETTER, restored.state());
            assertThat(restored.observe(value)).isEqualTo(undisturbed.observe(value));
            assertThat(restored.state()).isEqualTo(undisturbed.state());
        }
    }

    @Test
    void refusesImpossibleSettings() {
        assertThatThrownBy(() -> new EarlyStopping(0, 0, LOWER_IS_BETTER))
                .hasMessage("patience must be at least 1, got 0");
        assertThatThrownBy(() -> new EarlyStopping(1, -0.1, LOWER_IS_BETTER))
                .hasMessageContaining("min_delta must be a finite number of 0 or more");
        assertThatThrownBy(() -> new EarlyStopping(1, Double.NaN, LOWER_IS_BETTER))
                .hasMessageContaining("min_delta must be a finite number of 0 or more");
    }

    private static int definition(double[] values, int patience, double minDelta) {
        int bestAt = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[bestAt] - minDelta) {
                bestAt = i;
            } else if (i - bestAt == patience) {
                return i;
            }
        }
        return -1;
    }

    private static Verdict[] observe(EarlyStopping stopping, double... values) {
        return Arrays.stream(values).mapToObj(stopping::observe).toArray(Verdict[]::new);
    }
}
