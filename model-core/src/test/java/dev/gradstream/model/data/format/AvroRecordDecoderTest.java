package dev.gradstream.model.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.format.AvroFormat.Framing;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes are written out by hand; the fuzz test compares with Avro's own reader. */
class AvroRecordDecoderTest {
    private static final String SCHEMA =
            """
            {"type": "record", "name": "Pet", "fields": [
              {"name": "width", "type": "double"},
              {"name": "nothings", "type": {"type": "array", "items": "null"}},
              {"name": "height", "type": ["null", "int"]},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["cat", "dog"]}}]}
            """;

    /** 1.5, no nothings, 2, dog. */
    private static final String PET = "000000000000f83f" + "00" + "0204" + "02";

    private static final String COUNTS =
            """
            {"type": "record", "name": "Counts", "fields": [
              {"name": "a", "type": "int"}, {"name": "b", "type": "int"},
              {"name": "kind", "type": "string"}]}
            """;

    private final Example example = Records.exampleOf(Records.PETS);

    @Test
    void readsARecord() throws RefusedRecordException {
        decode(Framing.NONE, PET);

        assertThat(example.features()).containsExactly(1.5f, 2);
        assertThat(example.target()).containsExactly(1);
    }

    @Test
    void readsConfluentsFrame() throws RefusedRecordException {
        decode(Framing.CONFLUENT, "00" + "00000007" + PET);
        assertThat(example.features()).containsExactly(1.5f, 2);
        decode(Framing.ANY, "00" + "00000007" + PET);
        assertThat(example.features()).containsExactly(1.5f, 2);
        decode(Framing.ANY, PET);
        assertThat(example.features()).containsExactly(1.5f, 2);

        assertThat(refusal(Framing.CONFLUENT, "01" + PET))
                .hasMessageContaining("Confluent's frame");
        assertThat(refusal(Framing.NONE, "00" + "00000007" + PET)).isNotNull();
    }

    @Test
    void readsTheNumberOfOneSchemaAlone() {
        RecordDecoder decoder =
                new AvroRecordDecoder(
                        Records.PETS, new AvroFormat(SCHEMA, Framing.CONFLUENT, OptionalInt.of(7)));

        assertThat(Records.refusal(decoder, Records.PETS, bytes("00" + "00000008" + PET)))
                .hasMessage("the value is of schema 8; one of schema 7 belongs there");
    }

    @Test
    void neverTakesARecordForAFrameThatIsOneWithout() throws RefusedRecordException {
        RecordSchema schema =
                RecordSchema.ofNumbers(
                        Optional.empty(),
                        Optional.empty(),
                        List.of("a", "b"),
                        "kind",
                        List.of("cat", "dog"));
        RecordDecoder decoder =
                new AvroRecordDecoder(
                        schema, new AvroFormat(COUNTS, Framing.ANY, OptionalInt.empty()));
        decoder.decode(null, 0, bytes("00" + "02" + "06" + "636174"), example);

        assertThat(example.features()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                    | EMPTY         | the record has no value",
                "000000000000f83f00020402ff            | MALFORMED     | goes on behind the record at byte 12",
                "000000000000f83f000204                | MALFORMED     | ends in the middle at byte 11",
                "000000000000f83f00060402              | MALFORMED     | holds branch 3 of 2 at byte 10",
                "000000000000f83f00020404              | MALFORMED     | holds symbol 2 of 2",
                "000000000000f83f0002ffffffffff0102    | MALFORMED     | an int of more than 32 bits",
                "000000000000f83f00020a                | MALFORMED     | ends in the middle",
                "000000000000f83fffffffffffffffffff03020402 | MALFORMED | more than 64 bits",
                "000000000000f83f000002                | MISSING_VALUE | height is null; a number belongs",
                "000000000000f87f00020402              | NOT_FINITE    | width is 'NaN'; a finite number",
                "000000000000f0ff00020402              | NOT_FINITE    | width is '-Infinity'",
                "ffffffffffffef7f00020402              | NOT_FINITE    | width is '1.7976931348623157E308'"
            })
    void refusesABadRecord(String hex, Reason reason, String message) {
        RefusedRecordException refusal = refusal(Framing.NONE, hex);

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContaining(message);
    }

    @Test
    void doesNotCountNothingsThatAreThereByTheTrillion() throws RefusedRecordException {
        decode(Framing.NONE, "000000000000f83f" + "feffffffffffffffff01" + "00" + "0204" + "02");

        assertThat(example.features()).containsExactly(1.5f, 2);
    }

    @Test
    void refusesABlockThatIsNotAsLargeAsItSays() {
        assertThat(refusal(Framing.NONE, "000000000000f83f" + "0304" + "00" + "0204" + "02"))
                .hasMessageContaining("a block that is not as large as it says");
    }

    @Test
    void whatANullRecordHoldsIsMissing() throws RefusedRecordException {
        String json =
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "user", "type": ["null", {"type": "record", "name": "User", "fields": [
                    {"name": "age", "type": "float"}]}]},
                  {"name": "y", "type": "float"}]}
                """;
        AvroFormat format = new AvroFormat(json, Framing.NONE, OptionalInt.empty());
        RecordSchema schema = schema(Missing.MEAN);
        Example one = new Example(1, 1);
        RecordDecoder decoder = new AvroRecordDecoder(schema, format);

        decoder.decode(null, 0, bytes("02" + "00004040" + "0000803f"), one);
        assertThat(one.features()).containsExactly(3);
        decoder.decode(null, 0, bytes("00" + "0000803f"), one);
        assertThat(one.features()).containsExactly(Float.NaN);
        assertThat(
                        Records.refusal(
                                        new AvroRecordDecoder(schema(Missing.REJECT), format),
                                        schema,
                                        bytes("00" + "0000803f"))
                                .reason())
                .isEqualTo(Reason.MISSING_VALUE);
    }

    private static RecordSchema schema(Missing missing) {
        List<Column> columns = List.of(new NumericColumn("user.age"));
        return new RecordSchema(
                Optional.empty(),
                Optional.empty(),
                columns,
                missing,
                TargetSchema.of("y", List.of(), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width  | depth | height is no field of the Avro schema, which has 'width', 'nothings', 'depth'",
                "double | string | width is of type string in the Avro schema; a number belongs there",
                "\"cat\", \"dog\" | | an enum of the schema has no symbols",
                "\"enum\" | \"enam\" | the schema names the type 'enam' before it declares it",
                "\"Pet\" | null | the schema lacks the key name of a type of 'record'",
                "]}}]} | ]}} | the schema is no JSON on line 6"
            })
    void refusesASchemaThatDoesNotFit(String part, String otherwise, String message) {
        String other = otherwise == null ? "" : otherwise;
        String schema =
                part.equals("width")
                        ? SCHEMA.replace("\"height\"", "\"depth\"")
                        : SCHEMA.replace(part, other);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new AvroRecordDecoder(
                                        Records.PETS,
                                        new AvroFormat(schema, Framing.NONE, OptionalInt.empty())))
                .withMessageContaining(message);
    }

    private void decode(Framing framing, String hex) throws RefusedRecordException {
        decoder(framing).decode(null, 0, bytes(hex), example);
    }

    private static RefusedRecordException refusal(Framing framing, String hex) {
        return Records.refusal(decoder(framing), Records.PETS, bytes(hex));
    }

    private static RecordDecoder decoder(Framing framing) {
        return new AvroRecordDecoder(
                Records.PETS, new AvroFormat(SCHEMA, framing, OptionalInt.empty()));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
