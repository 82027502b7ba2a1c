package dev.gradstream.job.replay.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.model.data.format.AvroFormat;
import dev.gradstream.model.data.format.AvroFormat.Framing;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read by Avro's own library. */
final class AvroRecordFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"int\"                     | -7          | -7",
                "\"int\"                     | 2147483647  | 2147483647",
                "\"int\"                     | 3.0         | 3",
                "\"long\"                    | -9223372036854775808 | -9223372036854775808",
                "\"long\"                    | 300         | 300",
                "\"float\"                   | 0.1         | 0.1",
                "\"double\"                  | -1.5e-300   | -1.5E-300",
                "\"boolean\"                 | true        | true",
                "\"boolean\"                 | 0           | false",
                "\"string\"                  | é \"x\"     | é \"x\"",
                "\"string\"                  | ``          | ``",
                "[\"null\",\"double\"]       | ``          | null",
                "[\"null\",\"double\"]       | 2           | 2.0",
                "[\"double\",\"null\"]       | 2           | 2.0",
                "[\"int\",\"string\"]        | 7           | 7",
                "[\"int\",\"string\"]        | seven       | seven",
                "{\"type\":\"array\",\"items\":\"int\"} | 1 -2 300 | [1, -2, 300]",
                "{\"type\":\"array\",\"items\":\"int\"} | ``       | []",
                "{\"type\":\"array\",\"items\":\"string\"} | a b   | [a, b]",
                "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"a\",\"b\"]} | b | b",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"} | 5 | 5",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"} | 1970-01-01T00:00:01Z | 1000000",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"} | -3 | -3000000",
                "{\"type\":\"int\",\"logicalType\":\"date\"} | 1969-12-31T23:00:00Z | -1",
            })
    void aTextBecomesAValueOfItsType(String type, String text, String value) throws IOException {
        String schema = schema("{\"name\":\"x\",\"type\":" + type + "}");

        GenericRecord read = read(schema, format(schema, "x").write(List.of(text)), 0);

        assertThat(String.valueOf(read.get("x"))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"int\"     | 2147483648 | x is '2147483648', which is no int",
                "\"int\"     | 1.5        | x is '1.5', which is no int",
                "\"long\"    | 1e999999999 | x is '1e999999999', which is no long",
                "\"double\"  | ``         | x is empty, which is no double",
                "\"boolean\" | yes        | x is 'yes', which is no boolean",
                "[\"null\",\"int\"] | a   | x is 'a', which is no union of null, int",
                "{\"type\":\"array\",\"items\":\"int\"} | 1 b | x is '1 b', which is no array of int",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"} | noon | x is 'noon', which",
            })
    void aTextThatIsNoneIsRefused(String type, String text, String problem) throws IOException {
        RecordFormat format = format(schema("{\"name\":\"x\",\"type\":" + type + "}"), "x");

        assertThatThrownBy(() -> format.write(List.of(text)))
                .isInstanceOf(UnfitFieldException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void nestedRecordsAreFilledByPathOrNull() throws IOException {
        String schema =
                schema(
                        """
                        {"name":"user","type":["null",{"type":"record","name":"U","fields":[
                          {"name":"age","type":"int"},{"name":"note","type":["null","string"]}]}]},
                        {"name":"other","type":["null","bytes"]},
                        {"name":"y","type":"string"}
                        """);
        RecordFormat format = format(schema, "y", "left out", "user.age");

        GenericRecord full = read(schema, format.write(List.of("a", "?", "30")), 0);
        assertThat(full.toString())
                .isEqualTo(
                        "{\"user\": {\"age\": 30, \"note\": null}, \"other\": null, \"y\": \"a\"}");
        GenericRecord none = read(schema, format.write(List.of("a", "?", "")), 0);
        assertThat(none.get("user")).isNull();
    }

    @Test
    void aFrameCarriesTheSchemasNumber() throws IOException {
        String schema = schema("{\"name\":\"x\",\"type\":\"int\"}");
        RowHeader header = new RowHeader.Columns("rows", List.of("x"));
        OptionalInt id = OptionalInt.of(0x01020304);

        byte[] value =
                AvroRecordFormat.of(header, new AvroFormat(schema, Framing.CONFLUENT, id))
                        .write(List.of("5"));

        assertThat(Arrays.copyOf(value, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(read(schema, value, 5).get("x")).isEqualTo(5);
        assertThatThrownBy(
                        () ->
                                AvroRecordFormat.of(
                                        header,
                                        new AvroFormat(
                                                schema, Framing.CONFLUENT, OptionalInt.empty())))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("say schema_id beside framing");
    }

    @Test
    void aSchemaThatTheRowsCannotFillIsRefused() {
        assertThatThrownBy(() -> format(schema("{\"name\":\"z\",\"type\":\"int\"}"), "x"))
                .isInstanceOf(DataFileException.class)
                .hasMessage("rows lacks z, which the Avro schema has as int and not as null");
        String map = "{\"name\":\"x\",\"type\":{\"type\":\"map\",\"values\":\"int\"}}";
        assertThatThrownBy(() -> format(schema(map), "x"))
                .hasMessage("rows cannot fill x, which the Avro schema has as map");
    }

    private static RecordFormat format(String schema, String... header) throws IOException {
        return AvroRecordFormat.of(
                new RowHeader.Columns("rows", List.of(header)),
                new AvroFormat(schema, Framing.NONE, OptionalInt.empty()));
    }

    private static String schema(String fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
    }

    private static GenericRecord read(String schema, byte[] value, int from) throws IOException {
        byte[] record = Arrays.copyOfRange(value, from, value.length);
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(record, null);
        GenericRecord read =
                new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(schema))
                        .read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return read;
    }
}
