package dev.gradstream.model.data.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.column.VectorColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Against all records of each series, kept and looked up, for random mixtures of series. */
class SequencerPropertyTest {
    private static final List<Column> COLUMNS =
            List.of(new NumericColumn("a"), new VectorColumn("v", "v", 2, 1, false));

    private final Map<Long, SeriesHistory> histories = new HashMap<>();

    @Property(tries = 300)
    void windows(
            @ForAll @IntRange(min = 1, max = 7) int length,
            @ForAll @IntRange(min = 1, max = 5) int stride,
            @ForAll @IntRange(max = 4) int ahead,
            @ForAll @IntRange(min = 1, max = 4) int series,
            @ForAll long seed) {
        Window window = new Window(length, stride, ahead);
        Sequence sequence = Sequence.of(window, COLUMNS.size());
        PlainSeries plain = new PlainSeries();
        compare(
                new Sequencer(sequence, COLUMNS, Missing.REJECT),
                record -> plain.window(record, window),
                3 * length,
                new Random(seed),
                series);
    }

    @Property(tries = 300)
    void lags(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 9) Integer> by,
            @ForAll boolean filled,
            @ForAll @IntRange(min = 1, max = 4) int series,
            @ForAll long seed) {
        List<Term> terms = new ArrayList<>(List.of(new Term(0, 0), new Term(1, 0)));
        by.forEach(back -> IntStream.range(0, 2).forEach(c -> terms.add(new Term(c, back))));
        Sequence sequence = new Sequence(terms, 1, filled);
        PlainSeries plain = new PlainSeries();
        Optional<float[]> blank = filled ? Optional.of(new float[3]) : Optional.empty();
        compare(
                new Sequencer(sequence, COLUMNS, filled ? Missing.ZERO : Missing.REJECT),
                record -> plain.lags(record, by, blank),
                3 + 3 * by.size(),
                new Random(seed),
                series);
    }

    /** What the next record's example should be. */
    @FunctionalInterface
    private interface Model {
        Optional<float[]> features(Example record);
    }

    private void compare(
            Sequencer sequencer, Model model, int width, Random random, int seriesCount) {
        Example made = new Example(width, 1);
        for (int i = 0; i < 120; i++) {
            Example record = record(random, seriesCount, i);
            SeriesHistory history =
                    histories.computeIfAbsent(record.key(), key -> sequencer.begin());
            if (random.nextInt(8) == 0) {
                // As a checkpoint would.
                history = history.copy();
                histories.put(record.key(), history);
            }
            Optional<float[]> expected = model.features(record);

            boolean isMade = sequencer.next(history, record, made);

            assertThat(isMade).as("record %d", i).isEqualTo(expected.isPresent());
            expected.ifPresent(
                    features -> {
                        assertThat(made.features()).isEqualTo(features);
                        assertThat(made.target()).isEqualTo(record.target());
                        assertThat(made.weight()).isEqualTo(record.weight());
                        assertThat(made.offset()).isEqualTo(record.offset());
                        assertThat(made.eventTime()).isEqualTo(record.eventTime());
                        assertThat(made.split()).isEqualTo(record.split());
                        assertThat(made.key()).isEqualTo(KeyHash.of(features, record.target()));
                    });
        }
        histories.clear();
    }

    private static Example record(Random random, int series, int number) {
        Example record = new Example(3, 1);
        for (int i = 0; i < 3; i++) {
            record.features()[i] = random.nextFloat();
        }
        record.target()[0] = random.nextFloat();
        record.setKey(random.nextInt(series));
        record.setWeight(random.nextFloat());
        record.setOrigin(1, number);
        record.setEventTime(number * 1000L);
        return record;
    }
}
