package dev.gradstream.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.TargetSchema.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .isThrownBy(() -> new TargetSchema(List.of(), Kind.NUMBER, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetSchema(WEATHER, Kind.CLASS, List.of("a", "b")))
                .withMessage("a class stands in one column, got 'rain', 'sun', 'snow'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetSchema(WEATHER, Kind.NUMBER, List.of("a", "b")));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new RecordSchema(
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of("sun"),
                                        new TargetSchema(WEATHER, Kind.NUMBER, List.of())))
                .withMessage("the target 'sun' is one of the columns");
    }

    private static RecordSchema schema(Kind kind) {
        return new RecordSchema(
                Optional.empty(),
                Optional.empty(),
                List.of("day"),
                new TargetSchema(WEATHER, kind, List.of()));
    }

    private static Example decode(RecordDecoder decoder, String value)
            throws RefusedRecordException {
        Example example = new Example(1, WEATHER.size());
        decoder.decode(null, 0, Records.bytes(value.replace('\'', '"')), example);
        return example;
    }
}
