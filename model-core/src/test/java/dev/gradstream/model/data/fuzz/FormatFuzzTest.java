package dev.gradstream.model.data.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.format.AvroFormat;
import dev.gradstream.model.data.format.AvroFormat.Framing;
import dev.gradstream.model.data.format.AvroRecordDecoder;
import dev.gradstream.model.data.format.CsvRecordDecoder;
import dev.gradstream.model.data.format.Float32RecordDecoder;
import dev.gradstream.model.data.format.JsonRecordDecoder;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.data.format.RecordSchema;
import dev.gradstream.model.data.fuzz.PlainEncoder.Expected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mutated records: each is refused in one short sentence, or accepted with just the values that a
 * second, plain and slow reader finds in it. {@code -Dgradstream.fuzz.records=1000000} tries more.
 */
class FormatFuzzTest {
    private static final int RECORDS = Integer.getInteger("gradstream.fuzz.records", 20_000);
    private static final long TIMESTAMP = 1_700_000_000_000L;
    private static final byte[] KEY = {7, 8};

    private static final String AVRO_SCHEMA =
            """
            {"type": "record", "name": "Pet", "namespace": "zoo", "fields": [
              {"name": "id", "type": "string"},
              {"name": "ts", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "extra", "type": ["null", {"type": "map", "values": "int"}]},
              {"name": "width", "type": ["null", "double"]},
              {"name": "pixels", "type": {"type": "array", "items": ["null", "float"]}},
              {"name": "tame", "type": ["boolean", "null"]},
              {"name": "user", "type": ["null", {"type": "record", "name": "User", "fields": [
                 {"name": "name", "type": "bytes"}, {"name": "age", "type": ["null", "int"]}]}]},
              {"name": "tree", "type": {"type": "record", "name": "Node", "fields": [
                 {"name": "left", "type": ["null", "Node"]},
                 {"name": "right", "type": ["null", "Node"]}]}},
              {"name": "job", "type": ["null", {"type": "enum", "name": "Job",
                 "symbols": ["nurse", "clown", "smith"]}]},
              {"name": "city", "type": ["null", "string"]},
              {"name": "words", "type": ["null", {"type": "array", "items": "string"}]},
              {"name": "since", "type": ["null", "long"]},
              {"name": "kind", "type": "string"},
              {"name": "digest", "type": {"type": "fixed", "name": "Md", "size": 2}}]}
            """;

    /**
     * A format.
     *
     * @param records that mutations start from
     */
    record Format(
            String name,
            RecordSchema schema,
            RecordDecoder decoder,
            PlainRecord.Reader reader,
            List<byte[]> records) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Format> formats() throws IOException {
        Stream.Builder<Format> formats = Stream.builder();
        addTexts(FuzzSchemas.weighted(Missing.MEAN), "weighted", formats);
        for (Missing missing : List.of(Missing.REJECT, Missing.MEAN)) {
            addTexts(FuzzSchemas.everything(missing), missing.toString(), formats);
            RecordSchema numbers = FuzzSchemas.ofNumbers(missing);
            formats.add(
                    new Format(
                            "float32, " + missing,
                            numbers,
                            new Float32RecordDecoder(numbers),
                            PlainRecord.float32(numbers.fields(), Map.of("pixels", 3)),
                            float32Records()));
        }
        return formats.build();
    }

    private static void addTexts(RecordSchema schema, String what, Stream.Builder<Format> formats)
            throws IOException {
        formats.add(
                new Format(
                        "json, " + what,
                        schema,
                        new JsonRecordDecoder(schema),
                        PlainRecord.json(schema.fields()),
                        jsonRecords()));
        formats.add(
                new Format(
                        "csv, " + what,
                        schema,
                        new CsvRecordDecoder(schema),
                        PlainRecord.csv(schema.fields()),
                        csvRecords()));
        formats.add(avro(schema, what, Framing.NONE));
        formats.add(avro(schema, what, Framing.CONFLUENT));
    }

    private static Format avro(RecordSchema schema, String what, Framing framing)
            throws IOException {
        AvroFormat format = new AvroFormat(AVRO_SCHEMA, framing, OptionalInt.empty());
        boolean framed = framing == Framing.CONFLUENT;
        return new Format(
                "avro, " + what + (framed ? ", framed" : ""),
                schema,
                new AvroRecordDecoder(schema, format),
                PlainRecord.avro(new Schema.Parser().parse(AVRO_SCHEMA), schema.fields(), framed),
                avroRecords(framed));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void acceptsNothingWrongly(Format format) {
        Mutations mutations = new Mutations(20261121);
        PlainEncoder plain = new PlainEncoder(format.schema, format.name.startsWith("csv"));
        Example example = new Example(format.schema.width(), 1);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = mutations.of(format.records.get(i % format.records.size()));
            byte[] original = value == null ? null : value.clone();
            outcomes.merge(outcome(format, plain, value, example), 1, Integer::sum);
            // The dead-letter topic gets the bytes as they came.
            require(Arrays.equals(value, original), value, "was changed");
        }
        System.out.println(format + ": " + RECORDS + " mutations, " + outcomes);
        assertThat(outcomes.getOrDefault("accepted", 0)).isBetween(RECORDS / 50, RECORDS * 49 / 50);
        assertThat(outcomes.size()).isGreaterThanOrEqualTo(4);
    }

    private static String outcome(
            Format format, PlainEncoder plain, byte[] value, Example example) {
        try {
            format.decoder.decode(KEY, TIMESTAMP, value, example);
        } catch (RefusedRecordException e) {
            require(isShortSentence(e.getMessage()), value, "is refused by: " + e.getMessage());
            return e.reason().name();
        } catch (RuntimeException e) {
            throw new AssertionError(shown(value) + " failed", e);
        }
        try {
            int row = 0;
            for (Map<String, Object> record : format.reader.read(value)) {
                require(row == 0 || format.decoder.next(example), value, "has more rows");
                compare(plain.encode(record, KEY, TIMESTAMP), example, row++, value);
            }
            require(!format.decoder.next(example), value, "has fewer rows");
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(shown(value) + " was accepted wrongly", e);
        }
        return "accepted";
    }

    private static void compare(Expected expected, Example actual, int row, byte[] value) {
        float[] features = expected.features();
        for (int i = 0; i < features.length; i++) {
            boolean same =
                    Math.abs(features[i] - actual.features()[i]) <= 1e-7f * Math.abs(features[i])
                            || (Float.isNaN(features[i]) && Float.isNaN(actual.features()[i]));
            require(same, value, "has feature " + i + " as " + actual.features()[i]);
        }
        require(expected.target() == actual.target()[0], value, "has another target");
        require(expected.eventTime() == actual.eventTime(), value, "has another time");
        require(row > 0 || expected.key() == actual.key(), value, "has another key");
        require(actual.weight() == expected.weight(), value, "has another weight");
        require(actual.split() == expected.split(), value, "is for something else");
    }

    /** A plain condition: an assertion object for each record would take most of the time. */
    private static void require(boolean holds, byte[] value, String what) {
        if (!holds) {
            fail(shown(value) + " " + what);
        }
    }

    private static String shown(byte[] value) {
        byte[] start =
                value == null ? new byte[0] : Arrays.copyOf(value, Math.min(500, value.length));
        return HexFormat.of().formatHex(start) + " = " + new String(start, StandardCharsets.UTF_8);
    }

    private static boolean isShortSentence(String message) {
        return message.length() >= 10
                && message.length() <= 1000
                && message.chars().noneMatch(Character::isISOControl);
    }

    private static List<byte[]> jsonRecords() {
        return texts(
                "{\"id\":\"k1\",\"ts\":1795240800000,\"width\":1.5,\"pixels\":[1,-2e3,0.25],\"tame\":true,"
                        + "\"user\":{\"age\":42,\"name\":[{}]},\"job\":\"nurse\",\"city\":\"Łódź\","
                        + "\"words\":[\"to\",\"be\"],\"since\":\"2026-11-21T06:00:00Z\",\"kind\":\"dog\","
                        + "\"other\":{\"deep\":[1,null]}}",
                "{\"words\":\"or not\",\"kind\":\"cat\",\"job\":7,\"city\":false,\"user.age\":-1,\"tame\":0,"
                        + "\"width\":12,\"since\":0,\"pixels\":[0,0,0],\"ts\":\"1\",\"id\":0.10}");
    }

    private static List<byte[]> csvRecords() {
        return texts(
                "\"k\"\"1\",2026-11-21T06:00:00Z,1.5,1 -2e3 0.25,true,42,nurse,\"Łódź\",to be,0,dog\r\n",
                "9,1, 12 ,\"0 0 0\",0,-1,\"clown, old\",a,,1795240800000,cat");
    }

    private static List<byte[]> texts(String... records) {
        return Stream.of(records).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static List<byte[]> float32Records() {
        float[] row = {1.5f, 16, -3, 0, 1, 1};
        float[] other = {11, 0, 0, 0.5f, 0, 0};
        ByteBuffer one = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer two = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : row) {
            one.putFloat(number);
            two.putFloat(number);
        }
        for (float number : other) {
            two.putFloat(number);
        }
        return List.of(one.array(), two.array());
    }

    private static List<byte[]> avroRecords(boolean framed) throws IOException {
        Schema schema = new Schema.Parser().parse(AVRO_SCHEMA);
        Schema user = schema.getField("user").schema().getTypes().get(1);
        Schema job = schema.getField("job").schema().getTypes().get(1);
        GenericRecord node = node(schema, null, node(schema, null, null));
        GenericRecord whole =
                pet(schema, "k1", "dog")
                        .set("extra", Map.of("a", 1, "b", -2))
                        .set("width", 1.5)
                        .set("pixels", Arrays.asList(1f, -2e3f, 0.25f))
                        .set("tame", true)
                        .set(
                                "user",
                                new GenericRecordBuilder(user)
                                        .set("name", ByteBuffer.wrap(new byte[] {1, 2}))
                                        .set("age", 42)
                                        .build())
                        .set("tree", node(schema, node, node))
                        .set("job", new GenericData.EnumSymbol(job, "clown"))
                        .set("city", "Łódź")
                        .set("words", List.of("to", "be", "not"))
                        .set("since", 1795240800000L)
                        .build();
        GenericRecord empty =
                pet(schema, "", "cat")
                        .set("id", "2")
                        .set("pixels", Arrays.asList(0f, null, 0f))
                        .set("tree", node(schema, null, null))
                        .build();
        return List.of(encoded(schema, whole, framed), encoded(schema, empty, framed));
    }

    private static GenericRecordBuilder pet(Schema schema, String id, String kind) {
        GenericRecordBuilder builder =
                new GenericRecordBuilder(schema)
                        .set("id", id)
                        .set("ts", 1795240800000L)
                        .set(
                                "digest",
                                new GenericData.Fixed(
                                        schema.getField("digest").schema(), new byte[] {3, 4}))
                        .set("kind", kind);
        for (String nullable :
                List.of("extra", "width", "tame", "user", "job", "city", "words", "since")) {
            builder.set(nullable, null);
        }
        return builder;
    }

    private static GenericRecord node(Schema pet, GenericRecord left, GenericRecord right) {
        return new GenericRecordBuilder(pet.getField("tree").schema())
                .set("left", left)
                .set("right", right)
                .build();
    }

    private static byte[] encoded(Schema schema, GenericRecord record, boolean framed)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (framed) {
            bytes.write(new byte[] {0, 0, 0, 0, 9});
        }
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
