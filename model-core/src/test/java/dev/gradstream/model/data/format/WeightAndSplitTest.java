package dev.gradstream.model.data.format;

import static dev.gradstream.model.data.format.Float32RecordDecoderTest.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.format.AvroFormat.Framing;
import dev.gradstream.model.data.format.RecordSchema.SplitColumn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightAndSplitTest {
    private static final List<SplitColumn> BY_SPLIT =
            List.of(
                    new SplitColumn(Split.VALIDATION, "split", List.of("valid", "dev")),
                    new SplitColumn(Split.TEST, "split", List.of("test")));

    private static RecordSchema schema(Missing missing, String weight, List<SplitColumn> splits) {
        List<Column> columns = List.of(new NumericColumn("x"));
        return new RecordSchema(
                Optional.of("id"),
                Optional.of("ts"),
                columns,
                missing,
                TargetSchema.of("y", List.of(), false),
                Optional.of(weight),
                splits);
    }

    @Test
    void aRowOfCsvHoldsThemBehindKeyAndTime() throws RefusedRecordException {
        RecordSchema schema = schema(Missing.REJECT, "w", BY_SPLIT);
        assertThat(schema.fields()).containsExactly("id", "ts", "w", "split", "x", "y");
        RecordDecoder decoder = new CsvRecordDecoder(schema);

        Example held = Records.decode(decoder, schema, "a,1,0.25,dev,3,4");
        assertThat(held.weight()).isEqualTo(0.25f);
        assertThat(held.split()).isEqualTo(Split.VALIDATION);
        assertThat(held.features()).containsExactly(3);
        Example learnt = Records.decode(decoder, schema, "a,1,0,train,3,4");
        assertThat(learnt.weight()).isZero();
        assertThat(learnt.split()).isEqualTo(Split.TRAINING);
        assertThat(Records.decode(decoder, schema, "a,1,2,test,3,4").split()).isEqualTo(Split.TEST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-0.5 | \"train\" | NOT_A_WEIGHT | w is -0.5; a weight of 0 or more belongs there",
                "1e400 | \"train\" | NOT_FINITE | w is",
                "\"1\" | \"train\" | NOT_A_NUMBER | w is",
                "null | \"train\" | MISSING_VALUE | w is",
                "1 | null | MISSING_VALUE | split is",
                "1 | \"\" | MISSING_VALUE | split is empty; the text that says what the example is for",
                "1 | [1] | MALFORMED | split",
            })
    void anExampleThatDoesNotSayIsRefusedEvenWhereValuesMayBeMissing(
            String weight, String split, Reason reason, String message) {
        RecordSchema schema = schema(Missing.MEAN, "w", BY_SPLIT);
        String json =
                "{\"id\":\"a\",\"ts\":1,\"x\":1,\"y\":2,\"w\":%s,\"split\":%s}"
                        .formatted(weight, split);

        RefusedRecordException refusal =
                Records.refusal(new JsonRecordDecoder(schema), schema, Records.bytes(json));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageStartingWith(message);
        RefusedRecordException none =
                Records.refusal(
                        new JsonRecordDecoder(schema),
                        schema,
                        Records.bytes("{\"id\":\"a\",\"ts\":1,\"x\":1,\"y\":2}"));
        assertThat(none.reason()).isEqualTo(Reason.MISSING_COLUMN);
        assertThat(none).hasMessageContaining("'w', 'split'");
    }

    @Test
    void aFeatureMayBeTheWeightAndAFlagTheSplit() throws RefusedRecordException {
        RecordSchema schema =
                schema(
                        Missing.REJECT,
                        "x",
                        List.of(new SplitColumn(Split.TEST, "exam", List.of("true"))));
        RecordDecoder decoder = new JsonRecordDecoder(schema);

        Example example =
                Records.decode(
                        decoder, schema, "{\"id\":1,\"ts\":1,\"x\":3,\"y\":2,\"exam\":true}");
        assertThat(example.weight()).isEqualTo(3);
        assertThat(example.features()).containsExactly(3);
        assertThat(example.split()).isEqualTo(Split.TEST);
        // The next example begins anew.
        assertThat(
                        Records.decode(
                                        decoder,
                                        schema,
                                        "{\"id\":1,\"ts\":1,\"x\":3,\"y\":2,\"exam\":false}")
                                .split())
                .isEqualTo(Split.TRAINING);
    }

    @ParameterizedTest
    @CsvSource({"valid, test", "test, valid"})
    void theTestGoesFirst(String first, String second) throws RefusedRecordException {
        RecordSchema schema =
                schema(
                        Missing.REJECT,
                        "w",
                        List.of(
                                new SplitColumn(Split.VALIDATION, "a", List.of("valid")),
                                new SplitColumn(Split.VALIDATION, "b", List.of("valid")),
                                new SplitColumn(Split.TEST, "a", List.of("test")),
                                new SplitColumn(Split.TEST, "b", List.of("test"))));
        String csv = "i,1,1,%s,%s,3,4".formatted(first, second);

        assertThat(Records.decode(new CsvRecordDecoder(schema), schema, csv).split())
                .isEqualTo(Split.TEST);
    }

    @Test
    void avroHoldsBoth() throws RefusedRecordException {
        String avro =
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "split", "type": {"type": "enum", "name": "S", "symbols": ["test", "train"]}},
                  {"name": "w", "type": ["null", "float"]}, {"name": "x", "type": "float"},
                  {"name": "id", "type": "string"}, {"name": "ts", "type": "long"},
                  {"name": "y", "type": "float"}]}
                """;
        RecordSchema schema = schema(Missing.MEAN, "w", BY_SPLIT);
        RecordDecoder decoder =
                new AvroRecordDecoder(
                        schema, new AvroFormat(avro, Framing.NONE, OptionalInt.empty()));
        byte[] record = {0, 2, 0, 0, 0, 0x40, 0, 0, 0, 0, 2, 'k', 2, 0, 0, 0, 0};
        Example example = Records.exampleOf(schema);

        decoder.decode(null, 0, record, example);

        assertThat(example.weight()).isEqualTo(2);
        assertThat(example.split()).isEqualTo(Split.TEST);
        byte[] withoutWeight = {0, 0, 0, 0, 0, 0, 2, 'k', 2, 0, 0, 0, 0};
        assertThat(Records.refusal(decoder, schema, withoutWeight).reason())
                .isEqualTo(Reason.MISSING_VALUE);
    }

    @Test
    void aRowOfFloatsBeginsWithItsWeight() throws RefusedRecordException {
        RecordSchema schema =
                new RecordSchema(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new NumericColumn("x")),
                        Missing.MEAN,
                        TargetSchema.of("y", List.of(), false),
                        Optional.of("w"),
                        List.of());
        RecordDecoder decoder = new Float32RecordDecoder(schema);
        Example example = Records.exampleOf(schema);

        decoder.decode(null, 0, floats(0.5f, 1, 2, 3, 4, 5), example);
        assertThat(example.weight()).isEqualTo(0.5f);
        assertThat(decoder.next(example)).isTrue();
        assertThat(example.weight()).isEqualTo(3);
        assertThat(example.features()).containsExactly(4);
        assertThat(Records.refusal(decoder, schema, bytes(-1, 1, 2)).reason())
                .isEqualTo(Reason.NOT_A_WEIGHT);
        assertThat(Records.refusal(decoder, schema, bytes(Float.NaN, 1, 2)).reason())
                .isEqualTo(Reason.NOT_FINITE);
        assertThatThrownBy(() -> new Float32RecordDecoder(schema(Missing.MEAN, "w", BY_SPLIT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(float... row) {
        return floats(row);
    }
}
