package dev.gradstream.model.data.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.column.CategoricalColumn;
import dev.gradstream.model.data.column.CategoricalColumn.Encoding;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.column.VectorColumn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequencerTest {

    @ParameterizedTest
    @EnumSource(
            value = Missing.class,
            names = {"MEAN", "ZERO"})
    void whatComesBeforeTheFirstRecordIsFilledAsAMissingValueIs(Missing missing) {
        List<Column> columns =
                List.of(
                        new NumericColumn("x", "x", Optional.empty(), false, true),
                        category(true),
                        category(false));
        List<Term> terms = List.of(new Term(0, 1), new Term(1, 1), new Term(2, 1));
        Sequencer sequencer = new Sequencer(new Sequence(terms, 1, true), columns, missing);
        Example made = new Example(2 + 3 + 2, 1);

        assertThat(sequencer.next(sequencer.begin(), new Example(7, 1), made)).isTrue();

        float none = missing.placeholder();
        assertThat(made.features()).containsExactly(none, 1, 0, 0, 1, none, none);
    }

    private static Column category(boolean unknownSlot) {
        String name = "slot " + unknownSlot;
        return new CategoricalColumn(name, name, Encoding.ONE_HOT, List.of("a", "b"), unknownSlot);
    }

    @Test
    void whatHasNoMissingValueCannotBeFilled() {
        Column index =
                new CategoricalColumn("job", "job", Encoding.INDEX, List.of("a", "b"), false);
        Sequence sequence = new Sequence(List.of(new Term(0, 1)), 1, true);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sequencer(sequence, List.of(index), Missing.ZERO))
                .withMessageStartingWith("job is missing, and there is no number for that");
    }

    @Test
    void onlyWhatIsTakenOfEarlierRecordsIsKept() {
        List<Column> columns =
                List.of(new VectorColumn("v", "v", 1000, 1, false), new NumericColumn("x"));
        Sequence sequence = new Sequence(List.of(new Term(0, 0), new Term(1, 5)), 1, false);

        assertThat(new Sequencer(sequence, columns, Missing.REJECT).keptWidth()).isEqualTo(1);
    }

    /** A job may be restored under a file that takes more of the past, or less. */
    @Test
    void aHistoryServesAnotherDepth() {
        Sequencer three = ofLength(3);
        SeriesHistory history = three.begin();
        for (int i = 0; i < 10; i++) {
            three.next(history, record(i), new Example(3, 1));
        }
        SeriesHistory restored = history.copy();
        Sequencer two = ofLength(2);
        Example pair = new Example(2, 1);
        assertThat(two.next(restored, record(10), pair)).isTrue();
        assertThat(pair.features()).containsExactly(9, 10);
        assertThat(two.next(restored, record(11), pair)).isTrue();
        assertThat(pair.features()).containsExactly(10, 11);

        SeriesHistory grown = history.copy();
        Sequencer five = ofLength(5);
        Example all = new Example(5, 1);
        assertThat(five.next(grown, record(10), all)).isFalse();
        assertThat(five.next(grown, record(11), all)).isFalse();
        assertThat(five.next(grown, record(12), all)).isTrue();
        assertThat(all.features()).containsExactly(8, 9, 10, 11, 12);
    }

    private static Sequencer ofLength(int length) {
        return new Sequencer(
                Sequence.of(new Window(length, 1, 0), 1),
                List.of(new NumericColumn("x")),
                Missing.REJECT);
    }

    private static Example record(int number) {
        Example record = new Example(1, 1);
        record.features()[0] = number;
        return record;
    }
}
