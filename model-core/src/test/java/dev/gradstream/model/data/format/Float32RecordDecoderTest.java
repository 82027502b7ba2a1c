package dev.gradstream.model.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.column.BooleanColumn;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.column.VectorColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Float32RecordDecoderTest {
    private static final byte[] KEY = Records.bytes("k");

    private final RecordDecoder pets = new Float32RecordDecoder(Records.PETS);
    private final Example example = Records.exampleOf(Records.PETS);

    @Test
    void everyRowIsAnExample() throws RefusedRecordException {
        pets.decode(null, 5, floats(1, 2, 0, 3, 4, 1), example);
        assertThat(example.features()).containsExactly(1, 2);
        assertThat(example.target()).containsExactly(0);
        long first = example.key();

        assertThat(pets.next(example)).isTrue();
        assertThat(example.features()).containsExactly(3, 4);
        assertThat(example.target()).containsExactly(1);
        assertThat(example.eventTime()).isEqualTo(5);

        assertThat(first).isEqualTo(KeyHash.of(new float[] {1, 2}, new float[] {0}));
        assertThat(example.key()).isEqualTo(KeyHash.of(new float[] {3, 4}, new float[] {1}));
        assertThat(pets.next(example)).isFalse();
        assertThat(pets.next(example)).isFalse();
    }

    @Test
    void rowsOfARecordWithAKeyHaveNamesOfTheirOwn() throws RefusedRecordException {
        long name = KeyHash.of(KEY, 0, 1);
        byte[] second =
                ByteBuffer.allocate(12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(name)
                        .putInt(1)
                        .array();

        pets.decode(KEY, 0, floats(1, 2, 0, 1, 2, 0), example);
        assertThat(example.key()).isEqualTo(name);
        assertThat(pets.next(example)).isTrue();
        assertThat(example.key()).isEqualTo(KeyHash.of(second, 0, 12));
    }

    @Test
    void oneBadRowRefusesTheWholeRecord() {
        RefusedRecordException refusal =
                Records.refusal(pets, Records.PETS, floats(1, 2, 0, 3, Float.NaN, 1));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_FINITE);
        assertThat(refusal).hasMessageStartingWith("height is NaN; a finite number");
    }

    @ParameterizedTest
    @CsvSource({"2", "-1", "0.5", "1e30"})
    void aClassIsItsIndex(float index) {
        RefusedRecordException refusal = Records.refusal(pets, Records.PETS, floats(1, 2, index));

        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_CLASS);
        assertThat(refusal).hasMessageContaining("the index of a class, 0 to 1, belongs there");
    }

    @Test
    void anyOtherLengthIsRefused() {
        RefusedRecordException refusal = Records.refusal(pets, Records.PETS, new byte[13]);

        assertThat(refusal.reason()).isEqualTo(Reason.COLUMN_COUNT);
        assertThat(refusal)
                .hasMessage(
                        "the value has 13 bytes; rows of 12 bytes, 3 floats each, belong there");
        assertThat(Records.refusal(pets, Records.PETS, null).reason()).isEqualTo(Reason.EMPTY);
    }

    @Test
    void readsVectorsAndFlagsAndMissingValues() throws RefusedRecordException {
        RecordSchema schema =
                new RecordSchema(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(
                                new NumericColumn("a", "a", Optional.empty(), false, true),
                                new VectorColumn("v", "v", 3, 2, true),
                                new BooleanColumn("b", "b")),
                        Missing.MEAN,
                        TargetSchema.of("y", List.of(), false));
        Example wide = new Example(schema.width(), 1);

        new Float32RecordDecoder(schema)
                .decode(null, 0, floats(Float.NaN, 2, Float.NaN, 6, 1, 9), wide);

        assertThat(wide.features()).containsExactly(Float.NaN, 1, 1, Float.NaN, 3, 1, 1);
        assertThat(wide.target()).containsExactly(9);
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
