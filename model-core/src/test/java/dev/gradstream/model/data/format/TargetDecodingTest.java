package dev.gradstream.model.data.format;

import static dev.gradstream.model.data.format.Float32RecordDecoderTest.floats;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.TargetSchema.Kind;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.format.AvroFormat.Framing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets of several columns, as each format writes them. */
class TargetDecodingTest {
    private static final List<String> WEATHER = List.of("rain", "sun", "snow");

    @ParameterizedTest
    @CsvSource({"NUMBER", "ZERO_OR_ONE", "DISTRIBUTION"})
    void readsEachColumnInItsPlace(Kind kind) throws RefusedRecordException {
        RecordSchema schema = schema(kind);
        assertThat(schema.fields()).containsExactly("day", "rain", "sun", "snow");

        Example fromCsv = decode(new CsvRecordDecoder(schema), "7,0,1,0");
        Example fromJson =
                decode(new JsonRecordDecoder(schema), "{'snow':0,'day':7,'sun':1.0,'rain':0}");

        assertThat(fromCsv.features()).containsExactly(7);
        assertThat(fromCsv.target()).containsExactly(0, 1, 0);
        assertThat(fromJson.target()).containsExactly(0, 1, 0);
        assertThat(fromJson.key()).isEqualTo(fromCsv.key());

        Example fromFloats = new Example(1, WEATHER.size());
        new Float32RecordDecoder(schema).decode(null, 0, floats(7, 0, 1, 0), fromFloats);
        assertThat(fromFloats.target()).containsExactly(0, 1, 0);
        assertThat(fromFloats.key()).isEqualTo(fromCsv.key());

        Example fromAvro = new Example(1, WEATHER.size());
        avro(schema).decode(null, 0, new byte[] {0, 14, 2, 0}, fromAvro);
        assertThat(fromAvro.features()).containsExactly(7);
        assertThat(fromAvro.target()).containsExactly(0, 1, 0);
        assertThat(fromAvro.key()).isEqualTo(fromCsv.key());
    }

    /** In an order that is neither that of the columns nor that of the file. */
    private static RecordDecoder avro(RecordSchema schema) {
        String json =
                """
                {"type": "record", "name": "Day", "fields": [
                  {"name": "snow", "type": "int"}, {"name": "day", "type": "int"},
                  {"name": "sun", "type": "int"}, {"name": "rain", "type": "int"}]}
                """;
        return new AvroRecordDecoder(
                schema, new AvroFormat(json, Framing.NONE, OptionalInt.empty()));
    }

    @Test
    void readsTargetsThatAreMembersOfObjects() throws RefusedRecordException {
        RecordSchema schema =
                schema(List.of("now.rain"), List.of("next.rain", "next.sun"), Kind.NUMBER);
        Example example = new Example(1, 2);
        new JsonRecordDecoder(schema)
                .decode(
                        null,
                        0,
                        Records.bytes(
                                "{\"next\":{\"sun\":3,\"rain\":2},\"now\":{\"rain\":1,\"sun\":9}}"),
                        example);
        assertThat(example.features()).containsExactly(1);
        assertThat(example.target()).containsExactly(2, 3);

        String json =
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "next", "type": {"type": "record", "name": "N", "fields": [
                    {"name": "sun", "type": "int"}, {"name": "rain", "type": "int"}]}},
                  {"name": "now", "type": {"type": "record", "name": "M", "fields": [
                    {"name": "rain", "type": "int"}]}}]}
                """;
        Example fromAvro = new Example(1, 2);
        new AvroRecordDecoder(schema, new AvroFormat(json, Framing.NONE, OptionalInt.empty()))
                .decode(null, 0, new byte[] {6, 4, 2}, fromAvro);
        assertThat(fromAvro.features()).containsExactly(1);
        assertThat(fromAvro.target()).containsExactly(2, 3);
    }

    @Test
    void noFormatTakesProbabilitiesThatDoNotAddUp() {
        RecordSchema schema = schema(Kind.DISTRIBUTION);
        RecordDecoder json = new JsonRecordDecoder(schema);
        RecordDecoder floats = new Float32RecordDecoder(schema);
        assertNoProbability(
                json, "{\"day\":1,\"rain\":0.5,\"sun\":0.2,\"snow\":0.2}".getBytes(UTF_8));
        assertNoProbability(avro(schema), new byte[] {2, 14, 2, 0});
        assertNoProbability(floats, floats(7, 0.5f, 0.2f, 0.2f));
        assertNoProbability(floats, floats(7, 0.5f, 0.2f, 0.3f, 7, 0.5f, 0.2f, 0.2f));
    }

    private static void assertNoProbability(RecordDecoder decoder, byte[] value) {
        assertThat(Records.refusal(decoder, schema(Kind.DISTRIBUTION), value).reason())
                .isEqualTo(Reason.NO_PROBABILITY);
    }

    /** A feature may be missing, a target never. */
    @ParameterizedTest
    @EnumSource(
            value = Missing.class,
            names = {"MEAN", "ZERO"})
    void noTargetMayBeMissing(Missing missing) throws RefusedRecordException {
        RecordSchema schema = schema(List.of("day"), WEATHER, Kind.NUMBER, missing);
        assertThat(decode(new CsvRecordDecoder(schema), ",1,2,3").target())
                .containsExactly(1, 2, 3);
        assertThat(
                        Records.refusal(
                                        new CsvRecordDecoder(schema),
                                        schema,
                                        Records.bytes("7,1,,3"))
                                .reason())
                .isEqualTo(Reason.MISSING_VALUE);
        assertThat(
                        Records.refusal(
                                        new Float32RecordDecoder(schema),
                                        schema,
                                        floats(7, 1, Float.NaN, 3))
                                .reason())
                .isEqualTo(Reason.NOT_FINITE);
        assertThat(
                        Records.refusal(
                                new JsonRecordDecoder(schema),
                                schema,
                                Records.bytes("{\"rain\":1,\"snow\":2}")))
                .hasMessage("the object lacks 'sun', which the schema names");
    }

    @Test
    void everyTargetColumnNamesTheExample() throws RefusedRecordException {
        RecordDecoder decoder = new CsvRecordDecoder(schema(Kind.NUMBER));
        assertThat(decode(decoder, "7,0,1,2").key()).isNotEqualTo(decode(decoder, "7,0,1,3").key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NUMBER       | 0,1,x        | NOT_A_NUMBER   | snow is 'x'",
                "NUMBER       | 0,1          | COLUMN_COUNT   | the row has 3 fields; 4 belong there",
                "NUMBER       | 0,1,         | MISSING_VALUE  | snow is empty",
                "NUMBER       | 0,1e40,1     | NOT_FINITE     | sun is",
                "ZERO_OR_ONE  | 0,1,2        | UNKNOWN_CLASS  | snow is '2'; 0 or 1 belongs there",
                "DISTRIBUTION | 0.5,0.2,0.2  | NO_PROBABILITY | the probabilities of 'rain', 'sun', 'snow' add up to 0.9; 1 belongs there",
                "DISTRIBUTION | 1.5,-0.25,-0.25 | NO_PROBABILITY | rain is '1.5'; a probability from 0 to 1 belongs there",
                "DISTRIBUTION | 1,0.2,-0.2   | NO_PROBABILITY | snow is '-0.2'; a probability from 0 to 1",
                "DISTRIBUTION | 0,0,0        | NO_PROBABILITY | add up to 0.0",
            })
    void refusesWhatIsNoTarget(Kind kind, String target, Reason reason, String message) {
        RecordSchema schema = schema(kind);
        RefusedRecordException refusal =
                Records.refusal(new CsvRecordDecoder(schema), schema, Records.bytes("7," + target));
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContaining(message);
    }

    @Test
    void probabilitiesMayBeRounded() throws RefusedRecordException {
        RecordSchema schema = schema(Kind.DISTRIBUTION);
        assertThat(decode(new CsvRecordDecoder(schema), "7,0.333,0.333,0.333").target())
                .containsExactly(0.333f, 0.333f, 0.333f);
        assertThat(
                        Records.refusal(
                                        new CsvRecordDecoder(schema),
                                        schema,
                                        Records.bytes("7,0.33,0.33,0.33"))
                                .reason())
                .isEqualTo(Reason.NO_PROBABILITY);
    }

    @Test
    void aMissingTargetColumnIsNamed() {
        RecordSchema schema = schema(Kind.NUMBER);
        assertThat(
                        Records.refusal(
                                new JsonRecordDecoder(schema),
                                schema,
                                Records.bytes("{\"day\":1,\"rain\":1,\"snow\":2}")))
                .hasMessageContaining("sun");
    }

    @Test
    void aSchemaIsSound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetSchema(List.of(), Kind.ZERO_OR_ONE, List.of()))
                .withMessage("a target of kind ZERO_OR_ONE needs at least one column");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetSchema(WEATHER, Kind.CLASS, List.of("a", "b")))
                .withMessage("a class stands in one column, got 'rain', 'sun', 'snow'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetSchema(WEATHER, Kind.NUMBER, List.of("a", "b")));
    }

    private static RecordSchema schema(Kind kind) {
        return schema(List.of("day"), WEATHER, kind);
    }

    private static RecordSchema schema(List<String> columns, List<String> targets, Kind kind) {
        return schema(columns, targets, kind, Missing.REJECT);
    }

    private static RecordSchema schema(
            List<String> columns, List<String> targets, Kind kind, Missing missing) {
        return new RecordSchema(
                Optional.empty(),
                Optional.empty(),
                columns.stream().<Column>map(NumericColumn::new).toList(),
                missing,
                new TargetSchema(targets, kind, List.of()));
    }

    private static Example decode(RecordDecoder decoder, String value)
            throws RefusedRecordException {
        Example example = new Example(1, WEATHER.size());
        decoder.decode(null, 0, Records.bytes(value.replace('\'', '"')), example);
        return example;
    }
}
