package dev.gradstream.model.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Schemas and records that the decoders' tests share. */
final class Records {
    /** Two numbers and a class: {@code width, height -> kind in {cat, dog}}. */
    static final RecordSchema PETS =
            RecordSchema.ofNumbers(
                    Optional.empty(),
                    Optional.empty(),
                    List.of("width", "height"),
                    "kind",
                    List.of("cat", "dog"));

    /** As pets, with a key and an event time. */
    static final RecordSchema NAMED_PETS =
            RecordSchema.ofNumbers(
                    Optional.of("id"),
                    Optional.of("ts"),
                    List.of("width", "height"),
                    "kind",
                    List.of("cat", "dog"));

    /** One number from another. */
    static final RecordSchema PRICES =
            RecordSchema.ofNumbers(
                    Optional.empty(), Optional.empty(), List.of("area"), "price", List.of());

    static final long TIMESTAMP = 1_700_000_000_000L;

    private Records() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Example exampleOf(RecordSchema schema) {
        return new Example(schema.width(), schema.target().columns().size());
    }

    static Example decode(RecordDecoder decoder, RecordSchema schema, String value)
            throws RefusedRecordException {
        Example example = exampleOf(schema);
        decoder.decode(null, TIMESTAMP, bytes(value), example);
        return example;
    }

    /** The refusal of a value, whose message is checked to be one short line. */
    static RefusedRecordException refusal(
            RecordDecoder decoder, RecordSchema schema, byte[] value) {
        RefusedRecordException refusal =
                catchThrowableOfType(
                        RefusedRecordException.class,
                        () -> decoder.decode(null, TIMESTAMP, value, exampleOf(schema)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).hasSizeLessThan(800).doesNotContainPattern("\\p{Cntrl}");
        return refusal;
    }
}
