package dev.gradstream.model.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutated records: each is accepted with finite values or refused in one short sentence. */
class RecordFuzzTest {
    private static final int RECORDS = 200_000;

    /** Bytes that mean something to one of the formats. */
    private static final byte[] ALPHABET =
            Records.bytes("{}[]\",:;'\\\n\r \t0123456789+-.eEaNfInity\u00e9\u0000xdXpP_#");

    static Stream<Arguments> formats() {
        RecordSchema schema = Records.NAMED_PETS;
        return Stream.of(
                Arguments.of(
                        new JsonRecordDecoder(schema),
                        "{\"id\":\"k1\",\"ts\":1795240800000,\"width\":1.5,\"height\":-2e3,"
                                + "\"kind\":\"dog\",\"other\":{\"deep\":[1,null]}}"),
                Arguments.of(
                        new CsvRecordDecoder(schema),
                        "\"k\"\"1\",2026-11-21T06:00:00Z,1.5,-2e3,dog\r\n"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void neitherCrashesNorAcceptsWhatIsNotFinite(RecordDecoder decoder, String seed) {
        Random random = new Random(20261121);
        Example example = Records.exampleOf(Records.NAMED_PETS);
        int accepted = 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = mutated(Records.bytes(seed), random);
            byte[] original = value.clone();
            try {
                decoder.decode(null, 0, value, example);
                accepted++;
                require(isUsable(example), value);
            } catch (RefusedRecordException e) {
                require(isShortSentence(e.getMessage()), value);
            }
            // The dead-letter topic gets the bytes as they came.
            require(Arrays.equals(value, original), original);
        }
        assertThat(accepted).isBetween(RECORDS / 50, RECORDS * 49 / 50);
    }

    /** A plain condition: an assertion object for each record would take most of the time. */
    private static void require(boolean holds, byte[] value) {
        if (!holds) {
            fail("decoded wrongly: %s", new String(value, StandardCharsets.ISO_8859_1));
        }
    }

    private static boolean isUsable(Example example) {
        return Float.isFinite(example.features()[0])
                && Float.isFinite(example.features()[1])
                && (example.target()[0] == 0f || example.target()[0] == 1f);
    }

    private static boolean isShortSentence(String message) {
        return message.length() >= 10
                && message.length() <= 800
                && message.chars().noneMatch(Character::isISOControl);
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] value = seed;
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            value = edited(value, random);
        }
        return value;
    }

    private static byte[] edited(byte[] value, Random random) {
        int from = random.nextInt(value.length + 1);
        int to = Math.min(value.length, from + random.nextInt(6));
        return switch (random.nextInt(5)) {
            case 0 -> spliced(value, from, to, new byte[0]);
            case 1 -> spliced(value, from, from, Arrays.copyOfRange(value, from, to));
            case 2 -> Arrays.copyOf(value, from);
            case 3 -> spliced(value, from, from, new byte[] {(byte) random.nextInt(256)});
            default ->
                    spliced(
                            value,
                            from,
                            Math.min(value.length, from + 1),
                            new byte[] {ALPHABET[random.nextInt(ALPHABET.length)]});
        };
    }

    private static byte[] spliced(byte[] value, int from, int to, byte[] middle) {
        byte[] result = new byte[from + middle.length + value.length - to];
        System.arraycopy(value, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(value, to, result, from + middle.length, value.length - to);
        return result;
    }
}
