package dev.gradstream.model.data.format;

import static dev.gradstream.model.data.format.Records.NAMED_PETS;
import static dev.gradstream.model.data.format.Records.PETS;
import static dev.gradstream.model.data.format.Records.PRICES;
import static dev.gradstream.model.data.format.Records.TIMESTAMP;
import static dev.gradstream.model.data.format.Records.bytes;
import static dev.gradstream.model.data.format.Records.decode;
import static dev.gradstream.model.data.format.Records.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.column.NumericColumn;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordDecoderTest {
    private static final RecordSchema FLAG =
            new RecordSchema(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(new NumericColumn("x")),
                    Missing.REJECT,
                    TargetSchema.of("y", List.of(), true));

    private final CsvRecordDecoder pets = new CsvRecordDecoder(PETS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5,2,dog",
                "1.5,2,dog\n",
                "1.5,2,dog\r\n",
                "1.5,2,dog\r",
                "\uFEFF1.5,2,dog",
                "\"1.5\",\"2\",\"dog\"",
                " 1.5 ,\t2,dog"
            })
    void readsARow(String value) throws RefusedRecordException {
        Example example = decode(pets, PETS, value);

        assertThat(example.features()).containsExactly(1.5f, 2f);
        assertThat(example.target()).containsExactly(1f);
        assertThat(example.weight()).isEqualTo(1f);
        assertThat(example.eventTime()).isEqualTo(TIMESTAMP);
    }

    @Test
    void readsKeyAndEventTimeFirst() throws RefusedRecordException {
        Example example =
                decode(
                        new CsvRecordDecoder(NAMED_PETS),
                        NAMED_PETS,
                        "a-7,2026-11-21T08:00:00.5+02:00,1,2,cat");

        assertThat(example.key()).isEqualTo(KeyHash.of(bytes("a-7"), 0, 3));
        assertThat(example.eventTime()).isEqualTo(1795240800500L);
        assertThat(example.features()).containsExactly(1f, 2f);
        assertThat(example.target()).containsExactly(0f);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "-0.0, 0", "1.0, 1"})
    void readsAZeroOrOne(String text, float target) throws RefusedRecordException {
        assertThat(decode(new CsvRecordDecoder(FLAG), FLAG, "3," + text).target()[0])
                .isEqualByComparingTo(target == 0 ? Float.parseFloat(text) : target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "0.5", "1e-9"})
    void refusesAnythingElseWhereZeroOrOneBelongs(String text) {
        RefusedRecordException refusal =
                refusal(new CsvRecordDecoder(FLAG), FLAG, bytes("3," + text));

        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_CLASS);
        assertThat(refusal).hasMessage("y is '" + text + "'; 0 or 1 belongs there");
    }

    @Test
    void refusesKeysAndLabelsThatAreNotUtf8() {
        byte[] key = bytes("?,1,1,2,cat");
        key[0] = (byte) 0xE9;
        byte[] label = bytes("a,1,1,2,?");
        label[8] = (byte) 0xE9;
        CsvRecordDecoder decoder = new CsvRecordDecoder(NAMED_PETS);

        assertThat(refusal(decoder, NAMED_PETS, key))
                .hasMessage("id is not UTF-8; a text in UTF-8 belongs there")
                .extracting(RefusedRecordException::reason)
                .isEqualTo(Reason.MALFORMED);
        assertThat(refusal(decoder, NAMED_PETS, label))
                .hasMessage("kind is not UTF-8; a text in UTF-8 belongs there")
                .extracting(RefusedRecordException::reason)
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void readsAKeyThatIsAlsoAColumnOnce() throws RefusedRecordException {
        RecordSchema schema =
                RecordSchema.ofNumbers(
                        Optional.of("n"), Optional.of("n"), List.of("m", "n"), "y", List.of());
        Example example = decode(new CsvRecordDecoder(schema), schema, "1,42,3");

        assertThat(schema.fields()).containsExactly("m", "n", "y");
        assertThat(example.features()).containsExactly(1f, 42f);
        assertThat(example.eventTime()).isEqualTo(42L);
        assertThat(example.key()).isEqualTo(KeyHash.of(bytes("42"), 0, 2));
    }

    @Test
    void readsQuotedLabelsWithCommasQuotesAndLineBreaks() throws RefusedRecordException {
        RecordSchema schema =
                RecordSchema.ofNumbers(
                        Optional.of("id"),
                        Optional.empty(),
                        List.of("x"),
                        "y",
                        List.of("plain", "a \"b\", c\nd"));
        Example example =
                decode(new CsvRecordDecoder(schema), schema, "\"k\"\"1\",3,\"a \"\"b\"\", c\nd\"");

        assertThat(example.target()).containsExactly(1f);
        assertThat(example.key()).isEqualTo(KeyHash.of(bytes("k\"1"), 0, 3));
    }

    @Test
    void readsANumberAsTarget() throws RefusedRecordException {
        Example example = decode(new CsvRecordDecoder(PRICES), PRICES, "120,-3.25e2");

        assertThat(example.target()).containsExactly(-325f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''          | EMPTY         | an example belongs there",
                "'\n'        | EMPTY         | an example belongs there",
                "1,2         | COLUMN_COUNT  | the row has 2 fields; 3 belong there: 'width'",
                "1,2,dog,    | COLUMN_COUNT  | the row has 4 fields",
                "1,2,dog,3,4 | COLUMN_COUNT  | the row has 5 fields",
                "1;2;dog     | COLUMN_COUNT  | the row has 1 field;",
                ",2,dog      | MISSING_VALUE | width is empty; a number belongs there",
                "1,2,        | MISSING_VALUE | kind is empty; one of 'cat', 'dog' belongs there",
                "1,two,dog   | NOT_A_NUMBER  | height is 'two'; a number belongs there",
                "1,nan,dog   | NOT_FINITE    | height is 'nan'; a finite number",
                "1e400,2,dog | NOT_FINITE    | width is '1e400'; a finite number",
                "1,2,Dog     | UNKNOWN_CLASS | kind is 'Dog', no known class; one of 'cat', 'dog'",
                "1,2, dog    | UNKNOWN_CLASS | kind is ' dog'",
                "'1,2\n,dog' | MALFORMED     | field 2 of the row is followed by a line break",
                "1,\"2,dog   | MALFORMED     | field 2 of the row begins with a quote that",
                "1,\"2\"x,dog| MALFORMED     | field 2 of the row goes on behind its closing quote",
                "1,2\",dog   | MALFORMED     | field 2 of the row has a quote inside"
            })
    void refusesABadRow(String value, Reason reason, String message) {
        RefusedRecordException refusal = refusal(pets, PETS, bytes(value));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContaining(message);
    }

    @Test
    void refusesATombstoneAndATooLargeValue() {
        assertThat(refusal(pets, PETS, null).reason()).isEqualTo(Reason.EMPTY);
        assertThat(refusal(pets, PETS, new byte[RecordDecoder.MAX_VALUE_BYTES + 1]))
                .hasMessage("the value has 1048577 bytes; at most 1048576 are read")
                .extracting(RefusedRecordException::reason)
                .isEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T08:00:00, NOT_A_TIME",
        "yesterday, NOT_A_TIME",
        "1.5e12, NOT_A_TIME",
        "9223372036854775808, NOT_A_TIME",
        "+999999999-12-31T23:59:59Z, NOT_A_TIME",
        "'', MISSING_VALUE"
    })
    void refusesWhatIsNoTime(String time, Reason reason) {
        RefusedRecordException refusal =
                refusal(
                        new CsvRecordDecoder(NAMED_PETS),
                        NAMED_PETS,
                        bytes("id," + time + ",1,2,cat"));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageStartingWith("ts is ");
    }

    @Test
    void refusesAnEmptyKey() {
        RefusedRecordException refusal =
                refusal(new CsvRecordDecoder(NAMED_PETS), NAMED_PETS, bytes(",0,1,2,cat"));

        assertThat(refusal.reason()).isEqualTo(Reason.MISSING_VALUE);
        assertThat(refusal).hasMessageStartingWith("id is empty");
    }

    @Test
    void showsForeignTextShortAndOnOneLine() {
        RefusedRecordException refusal =
                refusal(pets, PETS, bytes("1,2,\"a\n\u001b[31m" + "x".repeat(5000) + "\""));

        assertThat(refusal)
                .hasMessage(
                        "kind is 'a\\u000a\\u001b[31m"
                                + "x".repeat(33)
                                + "…', no known class; one of 'cat', 'dog' belongs there");
    }

    @Test
    void goesOnAfterARefusal() throws RefusedRecordException {
        refusal(pets, PETS, bytes("1,\"2"));

        assertThat(decode(pets, PETS, "3,4,cat").features()).containsExactly(3f, 4f);
    }

    @Test
    void allocatesNothingForARecord() throws RefusedRecordException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] value = bytes("1.25,-3.5e2,\"dog\"\n");
        Example example = Records.exampleOf(PETS);
        for (int i = 0; i < 20_000; i++) {
            pets.decode(null, TIMESTAMP, value, example);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            pets.decode(null, TIMESTAMP, value, example);
        }
        long bytesPerRecord = (threads.getCurrentThreadAllocatedBytes() - before) / 20_000;

        assertThat(bytesPerRecord).isZero();
    }
}
