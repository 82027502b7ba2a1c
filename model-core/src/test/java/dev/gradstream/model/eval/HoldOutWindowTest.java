package dev.gradstream.model.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldOutWindowTest {

    @Test
    void isForValidation() {
        assertThat(new HoldOutWindow(Split.VALIDATION, 3, 2, 1).rows().split())
                .isEqualTo(Split.VALIDATION);
    }

    @Test
    void copiesWholeRows() {
        MiniBatch batch = new MiniBatch(Split.VALIDATION, 2, 2, 1);
        add(batch, 5, 50);
        add(batch, 6, 60);
        HoldOutWindow window = new HoldOutWindow(Split.VALIDATION, 3, 2, 1);

        window.take(batch);
        MiniBatch expected = batch.copy();
        batch.clear();

        assertThat(window.rows().copy()).usingRecursiveComparison().isEqualTo(expected);
    }

    /** A LinkedHashMap that loses its eldest entry says what the window should hold. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void holdsTheLatestValuesOfTheLatestKeys(int size) {
        Random random = new Random(size);
        Map<Long, Float> expected = new LinkedHashMap<>();
        HoldOutWindow window = new HoldOutWindow(Split.VALIDATION, size, 2, 1);
        MiniBatch batch = new MiniBatch(Split.VALIDATION, 5, 2, 1);
        for (int i = 0; i < 4000; i++) {
            // Neighbouring, strided and far keys, so that runs of the hash table wrap and meet.
            long key = random.nextInt(2 * size + 1) * (random.nextBoolean() ? 1L : 1L << 40);
            batch.clear();
            add(batch, key, i);
            window.take(batch);
            expected.put(key, (float) i);
            if (expected.size() > size) {
                expected.remove(expected.keySet().iterator().next());
            }

            assertThat(content(window.rows())).isEqualTo(expected);
        }
    }

    @Test
    void goesOnRowForRowFromItsState() {
        Random random = new Random(9);
        HoldOutWindow undisturbed = new HoldOutWindow(Split.VALIDATION, 10, 2, 1);
        HoldOutWindow restored = new HoldOutWindow(Split.VALIDATION, 10, 2, 1);
        MiniBatch batch = new MiniBatch(Split.VALIDATION, 3, 2, 1);
        for (int i = 0; i < 200; i++) {
            batch.clear();
            while (!batch.isFull()) {
                add(batch, random.nextInt(30), i);
            }
            restored = new HoldOutWindow(10, restored.state());
            undisturbed.take(batch);
            restored.take(batch);

            assertThat(restored.state()).usingRecursiveComparison().isEqualTo(undisturbed.state());
        }
    }

    @Test
    void aSmallerWindowKeepsTheLatest() {
        HoldOutWindow window = new HoldOutWindow(Split.VALIDATION, 4, 2, 1);
        MiniBatch batch = new MiniBatch(Split.VALIDATION, 6, 2, 1);
        for (int key = 0; key < 6; key++) {
            add(batch, key, key);
        }
        window.take(batch);

        HoldOutWindow smaller = new HoldOutWindow(3, window.state());
        HoldOutWindow larger = new HoldOutWindow(9, window.state());

        assertThat(content(smaller.rows())).containsOnlyKeys(3L, 4L, 5L);
        assertThat(content(larger.rows())).containsOnlyKeys(2L, 3L, 4L, 5L);
    }

    @Test
    void tellsWhetherTheExamplesHaveChanged() {
        MiniBatch batch = new MiniBatch(Split.VALIDATION, 2, 2, 1);
        add(batch, 1, 1);
        add(batch, 2, 2);
        HoldOutWindow window = new HoldOutWindow(Split.VALIDATION, 2, 2, 1);

        assertThat(window.takeChange()).isFalse();
        window.take(batch);
        assertThat(new HoldOutWindow(2, window.state()).takeChange()).isTrue();
        assertThat(window.takeChange()).isTrue();
        window.take(batch);
        assertThat(window.takeChange()).isFalse();
        assertThat(new HoldOutWindow(2, window.state()).takeChange()).isFalse();
        assertThat(new HoldOutWindow(1, window.state()).takeChange()).isTrue();
        batch.targets()[1] = 9;
        window.take(batch);
        assertThat(window.takeChange()).isTrue();
        batch.clear();
        add(batch, 3, 3);
        window.take(batch);
        assertThat(window.takeChange()).isTrue();
    }

    @Test
    void aStateLosesRowsOfOtherKeysAndKeepsTheirOrder() {
        HoldOutWindow window = new HoldOutWindow(Split.VALIDATION, 4, 2, 1);
        MiniBatch batch = new MiniBatch(Split.VALIDATION, 6, 2, 1);
        for (int key = 0; key < 6; key++) {
            add(batch, key, key);
        }
        window.take(batch);

        HoldOutWindow kept = new HoldOutWindow(2, window.state().only(key -> key != 4));

        assertThat(content(kept.rows())).containsOnlyKeys(3L, 5L);
        assertThat(new HoldOutWindow(4, window.state().only(key -> false)).isEmpty()).isTrue();
    }

    @Test
    void refusesAStateThatNoWindowCanHave() {
        MiniBatch rows = new MiniBatch(Split.VALIDATION, 4, 2, 1);
        add(rows, 1, 1);
        add(rows, 2, 2);

        assertThatThrownBy(() -> new HoldOutWindow.State(rows, 1, 0, false))
                .hasMessageContaining("a hold-out window of 1 cannot hold 2 rows");
        assertThatThrownBy(() -> new HoldOutWindow.State(rows, 2, 2, false))
                .hasMessageContaining("with the oldest at 2");
        assertThatThrownBy(() -> new HoldOutWindow.State(rows, 4, 1, false))
                .hasMessageContaining("with the oldest at 1");
    }

    private static void add(MiniBatch batch, long key, float value) {
        Example example = new Example(2, 1);
        example.features()[0] = value;
        example.features()[1] = -value;
        example.target()[0] = 2 * value;
        example.setWeight(value + 1);
        example.setKey(key);
        example.setEventTime(key + 1000);
        example.setOrigin((int) (key % 7), 3 * key);
        batch.add(example);
    }

    private static Map<Long, Float> content(MiniBatch rows) {
        Map<Long, Float> content = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            assertThat(rows.features()[2 * row + 1]).isEqualTo(-rows.features()[2 * row]);
            assertThat(content.put(rows.keys()[row], rows.features()[2 * row])).isNull();
        }
        return content;
    }
}
