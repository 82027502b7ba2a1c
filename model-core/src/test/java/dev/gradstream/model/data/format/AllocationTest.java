package dev.gradstream.model.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.column.BooleanColumn;
import dev.gradstream.model.data.column.BucketizedColumn;
import dev.gradstream.model.data.column.CategoricalColumn;
import dev.gradstream.model.data.column.CategoricalColumn.Encoding;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.Cycle;
import dev.gradstream.model.data.column.DateColumn;
import dev.gradstream.model.data.column.HashedColumn;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.column.TokensColumn;
import dev.gradstream.model.data.column.VectorColumn;
import dev.gradstream.model.data.format.AvroFormat.Framing;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record costs in memory: nothing, but for the parser that Jackson makes. */
class AllocationTest {
    private static final int RECORDS = 30_000;

    /** Jackson's parser with its contexts; its buffers are used again. */
    private static final long PARSER_BYTES = 2_000;

    private static final List<Column> NUMBERS =
            List.of(
                    new NumericColumn("width"),
                    new BucketizedColumn("size", "width", List.of(0f, 1f)),
                    new VectorColumn("pixels", "pixels", 3, 2, false),
                    new BooleanColumn("tame", "tame"));

    private static final List<Column> TEXTS =
            List.of(
                    new CategoricalColumn("job", "job", Encoding.ONE_HOT, List.of("a", "b"), true),
                    new HashedColumn("city", List.of("city"), 8),
                    new HashedColumn("cross", List.of("job", "city"), 16),
                    new TokensColumn("words", "words", 4, List.of("to", "be"), 0),
                    new DateColumn("since", "since", List.of(Cycle.HOUR, Cycle.MONTH)));

    static Stream<Arguments> formats() {
        String avro =
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "width", "type": "double"},
                  {"name": "pixels", "type": {"type": "array", "items": "int"}},
                  {"name": "extra", "type": {"type": "array", "items": "int"}},
                  {"name": "tame", "type": "boolean"},
                  {"name": "job", "type": {"type": "enum", "name": "J", "symbols": ["a", "c"]}},
                  {"name": "city", "type": "string"},
                  {"name": "words", "type": {"type": "array", "items": "string"}},
                  {"name": "since", "type": "long"},
                  {"name": "y", "type": "float"}]}
                """;
        byte[] record =
                HexFormat.of()
                        .parseHex(
                                "000000000000f83f0602040600040e100001000462630404746f04626500"
                                        + "80bc85cbbf680000803f");
        return Stream.of(
                Arguments.of(
                        "json",
                        all(),
                        new JsonRecordDecoder(all()),
                        Records.bytes(
                                "{\"width\":1.5,\"pixels\":[1,2,3],\"tame\":true,\"job\":\"a\","
                                        + "\"city\":\"bc\",\"words\":[\"to\",\"be\"],"
                                        + "\"since\":1795240800000,\"y\":1,\"other\":[{}]}"),
                        PARSER_BYTES),
                Arguments.of(
                        "csv",
                        all(),
                        new CsvRecordDecoder(all()),
                        Records.bytes("1.5,1 2 3,true,a,bc,to be,1795240800000,1"),
                        0L),
                Arguments.of(
                        "float32",
                        schema(NUMBERS),
                        new Float32RecordDecoder(schema(NUMBERS)),
                        Float32RecordDecoderTest.floats(1, 2, 3, 4, 1, 0, 1, 2, 3, 4, 1, 0),
                        0L),
                Arguments.of(
                        "avro",
                        all(),
                        new AvroRecordDecoder(
                                all(), new AvroFormat(avro, Framing.ANY, OptionalInt.empty())),
                        record,
                        0L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void aRecordTakesNoMemory(
            String name, RecordSchema schema, RecordDecoder decoder, byte[] value, long most)
            throws RefusedRecordException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Example example = new Example(schema.width(), 1);
        long bytes = Long.MAX_VALUE;
        // Until the JIT has seen enough of the loop.
        for (int round = 0; round < 10 && bytes > most; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            decodeMany(decoder, value, example);
            bytes = (threads.getCurrentThreadAllocatedBytes() - before) / RECORDS;
        }

        assertThat(bytes).as("%s: bytes a record", name).isLessThanOrEqualTo(most);
    }

    private static void decodeMany(RecordDecoder decoder, byte[] value, Example example)
            throws RefusedRecordException {
        for (int i = 0; i < RECORDS; i++) {
            decoder.decode(null, 0, value, example);
            while (decoder.next(example)) {
                assert example.weight() == 1;
            }
        }
    }

    private static RecordSchema all() {
        return schema(Stream.concat(NUMBERS.stream(), TEXTS.stream()).toList());
    }

    private static RecordSchema schema(List<Column> columns) {
        return new RecordSchema(
                Optional.empty(),
                Optional.empty(),
                columns,
                Missing.REJECT,
                TargetSchema.of("y", List.of(), false));
    }
}
