package dev.gradstream.model.data.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.column.CategoricalColumn.Encoding;
import dev.gradstream.model.data.column.NumericColumn.Clip;
import dev.gradstream.model.data.format.CsvRecordDecoder;
import dev.gradstream.model.data.format.JsonRecordDecoder;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.data.format.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each type of column makes of the value {@code x} of a record. */
class ColumnsTest {
    private static final List<String> JOBS = List.of("analyst", "engineer");

    private static final Column ONE_HOT =
            new CategoricalColumn("x", "x", Encoding.ONE_HOT, JOBS, false);
    private static final Column ONE_HOT_OR_UNKNOWN =
            new CategoricalColumn("x", "x", Encoding.ONE_HOT, JOBS, true);
    private static final Column INDEX =
            new CategoricalColumn("x", "x", Encoding.INDEX, JOBS, false);
    private static final Column INDEX_OR_UNKNOWN =
            new CategoricalColumn("x", "x", Encoding.INDEX, JOBS, true);
    private static final Column BUCKETS = new BucketizedColumn("x", "x", List.of(0f, 1.5f, 65f));

    @Test
    void aNumberIsClippedThenItsLogarithmTaken() throws RefusedRecordException {
        Column column = new NumericColumn("x", "x", Optional.of(new Clip(0, 100)), true, false);

        assertThat(json(column, "50")).containsExactly((float) Math.log1p(50));
        assertThat(json(column, "1e30")).containsExactly((float) Math.log1p(100));
        assertThat(json(column, "-7")).containsExactly(0f);
        Column log = new NumericColumn("x", "x", Optional.empty(), true, false);
        assertThat(refusal(log, "-1").reason()).isEqualTo(Reason.NOT_FINITE);
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0", "-0.0, 1", "0, 1", "1.4999, 1", "1.5, 2", "64, 2", "65, 3", "3e38, 3"})
    void aNumberFallsIntoTheBucketThatBeginsAtItOrBelow(String number, int bucket)
            throws RefusedRecordException {
        float[] expected = new float[4];
        expected[bucket] = 1;

        assertThat(json(BUCKETS, number)).isEqualTo(expected);
    }

    @Test
    void aVectorIsDivided() throws RefusedRecordException {
        Column column = new VectorColumn("x", "x", 3, 16, false);

        assertThat(json(column, "[16, 8, -4]")).containsExactly(1, 0.5f, -0.25f);
        assertThat(csv(column, " 16 8   -4")).containsExactly(1, 0.5f, -0.25f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2]       | COLUMN_COUNT  | x holds 2 numbers; 3 belong there",
                "[1, 2, 3, 4] | COLUMN_COUNT  | x holds 4 numbers; 3 belong there",
                "[]           | COLUMN_COUNT  | x holds 0 numbers; 3 belong there",
                "[1, '2', 3]  | NOT_A_NUMBER  | x is a string, '2'; a number belongs there",
                "[1, [2], 3]  | NOT_A_NUMBER  | x holds an array; a number belongs there",
                "[1, null, 3] | MISSING_VALUE | x is null; a number belongs there",
                "[1, 1e39, 3] | NOT_FINITE    | x is '1e39'; a finite number",
                "5            | NOT_A_NUMBER  | x is a number, '5'; a list of numbers belongs there",
                "null         | MISSING_VALUE | x is null; a list of numbers belongs there"
            })
    void aVectorHasItsSizeAndNumbers(String value, Reason reason, String message) {
        RefusedRecordException refusal =
                refusal(new VectorColumn("x", "x", 3, 1, false), value.replace('\'', '"'));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0", "1, 1", "0, 0"})
    void aBooleanIsOneOrZero(String value, float expected) throws RefusedRecordException {
        Column column = new BooleanColumn("x", "x");

        assertThat(json(column, value)).containsExactly(expected);
        assertThat(csv(column, value)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"2, MALFORMED", "\"true\", MALFORMED", "1.0, MALFORMED", "null, MISSING_VALUE"})
    void aBooleanIsNothingElse(String value, Reason reason) {
        assertThat(refusal(new BooleanColumn("x", "x"), value).reason()).isEqualTo(reason);
    }

    @Test
    void aCategoryIsOneOfItsSlots() throws RefusedRecordException {
        assertThat(json(ONE_HOT, "\"engineer\"")).containsExactly(0, 1);
        assertThat(json(ONE_HOT_OR_UNKNOWN, "\"engineer\"")).containsExactly(0, 1, 0);
        assertThat(json(ONE_HOT_OR_UNKNOWN, "\"clown\"")).containsExactly(0, 0, 1);
        assertThat(json(INDEX, "\"engineer\"")).containsExactly(1);
        assertThat(json(INDEX_OR_UNKNOWN, "true")).containsExactly(2);
    }

    @Test
    void anUnknownCategoryIsRefusedWithoutASlot() {
        RefusedRecordException refusal = refusal(ONE_HOT, "\"clown\"");

        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_CATEGORY);
        assertThat(refusal)
                .hasMessage(
                        "x is 'clown', no known category; one of 'analyst', 'engineer' belongs"
                                + " there");
        assertThat(refusal(ONE_HOT_OR_UNKNOWN, "\"\"").reason()).isEqualTo(Reason.MISSING_VALUE);
    }

    @Test
    void tokensAreNumberedFromOneAndPaddedWithZero() throws RefusedRecordException {
        Column words = new TokensColumn("x", "x", 4, List.of("the", "cat"), 0);

        assertThat(json(words, "[\"cat\", \"sat\"]")).containsExactly(2, 3, 0, 0);
        assertThat(json(words, "\" the  cat sat on the mat\"")).containsExactly(1, 2, 3, 3);
        assertThat(json(words, "[]")).containsExactly(0, 0, 0, 0);
        Column numbers = new TokensColumn("x", "x", 3, List.of(), 0);
        assertThat(json(numbers, "[7, 0, 16777216, 9]")).containsExactly(7, 0, 16777216);
        assertThat(csv(numbers, "7 8")).containsExactly(7, 8, 0);
        Column hashed = new TokensColumn("x", "x", 2, List.of(), 5);
        assertThat(json(hashed, "\"nurse\"")[0]).isBetween(1f, 5f);
    }

    @ParameterizedTest
    @CsvSource({"[16777217]", "[-1]", "[1.5]", "[99999999999]", "[\"a\"]", "[\"\"]"})
    void aTokenThatIsNoNumberNeedsAVocabulary(String tokens) {
        assertThat(refusal(new TokensColumn("x", "x", 3, List.of(), 0), tokens).reason())
                .isEqualTo(Reason.NOT_A_NUMBER);
    }

    @Test
    void aDateIsSineAndCosineOfItsCycles() throws RefusedRecordException {
        Column column = new DateColumn("x", "x", List.of(Cycle.HOUR, Cycle.DAY_OF_WEEK));
        float[] expected = {
            (float) Math.sin(2 * Math.PI * 6 / 24),
            (float) Math.cos(2 * Math.PI * 6 / 24),
            (float) Math.sin(2 * Math.PI * 5 / 7),
            (float) Math.cos(2 * Math.PI * 5 / 7)
        };

        // A Saturday.
        assertThat(json(column, "\"2026-11-21T06:59:59Z\"")).isEqualTo(expected);
        assertThat(json(column, "1795244399000")).isEqualTo(expected);
    }

    @Test
    void cyclesAreThoseOfTheCalendar() {
        Random random = new Random(9);
        for (int i = 0; i < 200_000; i++) {
            long time = (long) ((random.nextDouble() * 2 - 1) * 1e14);
            ZonedDateTime date = Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC);
            int[] expected = {
                date.getMinute(),
                date.getHour(),
                date.getDayOfWeek().getValue() - 1,
                date.getDayOfMonth() - 1,
                date.getMonthValue() - 1,
                date.getDayOfYear() - 1
            };
            int[] actual =
                    Arrays.stream(Cycle.values()).mapToInt(cycle -> cycle.unit(time)).toArray();
            if (!Arrays.equals(actual, expected)) {
                assertThat(actual).as(date.toString()).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsMissingBecomesNaNForAMeanAndZeroForZero() throws RefusedRecordException {
        Column indicated = new NumericColumn("x", "x", Optional.empty(), false, true);
        Column vector = new VectorColumn("x", "x", 2, 1, true);

        assertThat(json(indicated, "null", Missing.MEAN)).containsExactly(Float.NaN, 1);
        assertThat(json(indicated, "null", Missing.ZERO)).containsExactly(0, 1);
        assertThat(json(indicated, "3", Missing.ZERO)).containsExactly(3, 0);
        assertThat(json(vector, "[1, null]", Missing.MEAN)).containsExactly(1, Float.NaN, 1);
        assertThat(json(vector, "null", Missing.ZERO)).containsExactly(0, 0, 1);
        assertThat(json(vector, "[1, 2]", Missing.ZERO)).containsExactly(1, 2, 0);
        assertThat(json(BUCKETS, "null", Missing.ZERO)).containsOnly(0);
        assertThat(json(ONE_HOT, "null", Missing.MEAN)).containsOnly(Float.NaN);
        assertThat(json(ONE_HOT_OR_UNKNOWN, "null", Missing.MEAN)).containsExactly(0, 0, 1);
        assertThat(json(INDEX_OR_UNKNOWN, "\"\"", Missing.MEAN)).containsExactly(2);
        assertThat(csv(new BooleanColumn("x", "x"), "", Missing.ZERO)).containsExactly(0);
        assertThat(decoded(new JsonRecordDecoder(schema(indicated, Missing.MEAN)), 2, "{\"y\":1}"))
                .containsExactly(Float.NaN, 1);
    }

    @Test
    void namesSayWhatEveryValueIs() {
        assertThat(ONE_HOT_OR_UNKNOWN.encodedNames())
                .containsExactly("x=analyst", "x=engineer", "x=(unknown)");
        assertThat(BUCKETS.encodedNames()).containsExactly("x<0", "x>=0", "x>=1.5", "x>=65");
        assertThat(new VectorColumn("p", "pixels", 64, 16, true).encodedNames())
                .containsExactly("p:pixels/16[64]", "p is missing");
        assertThat(
                        new NumericColumn("x", "x", Optional.of(new Clip(0, 1e6f)), true, false)
                                .encodedNames())
                .containsExactly("log1p(clip 0..1000000(x))");
        assertThat(new HashedColumn("a*b", List.of("a", "b"), 9).encodedNames())
                .containsExactly("hash(a*b)[9]");
        assertThat(new DateColumn("t", "t", List.of(Cycle.MONTH)).encodedNames())
                .containsExactly("sin(t month)", "cos(t month)");
    }

    private static float[] json(Column column, String value) throws RefusedRecordException {
        return json(column, value, Missing.REJECT);
    }

    private static float[] json(Column column, String value, Missing missing)
            throws RefusedRecordException {
        return decoded(
                new JsonRecordDecoder(schema(column, missing)),
                column.width(),
                "{\"x\":" + value + ",\"y\":1}");
    }

    private static float[] csv(Column column, String value) throws RefusedRecordException {
        return csv(column, value, Missing.REJECT);
    }

    private static float[] csv(Column column, String value, Missing missing)
            throws RefusedRecordException {
        return decoded(new CsvRecordDecoder(schema(column, missing)), column.width(), value + ",1");
    }

    private static float[] decoded(RecordDecoder decoder, int width, String value)
            throws RefusedRecordException {
        Example example = new Example(width, 1);
        // Whatever stood there before must not shine through.
        Arrays.fill(example.features(), 77);
        decoder.decode(null, 0, value.getBytes(StandardCharsets.UTF_8), example);
        return example.features();
    }

    private static RefusedRecordException refusal(Column column, String value) {
        RefusedRecordException refusal =
                catchThrowableOfType(
                        RefusedRecordException.class, () -> json(column, value, Missing.REJECT));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static RecordSchema schema(Column column, Missing missing) {
        return new RecordSchema(
                Optional.empty(),
                Optional.empty(),
                List.of(column),
                missing,
                TargetSchema.of("y", List.of(), false));
    }
}
