package dev.gradstream.model.data.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes records at random: bytes, pieces, and what the formats find hard. */
final class Mutations {
    /** Texts that mean something to one of the formats, or nearly do. */
    private static final List<byte[]> HARD =
            List.of(
                    bytes("1e400"),
                    bytes("1e39"),
                    bytes("-0"),
                    bytes("1e-400"),
                    bytes("NaN"),
                    bytes("Infinity"),
                    bytes("-INF"),
                    bytes("007"),
                    bytes("0x1p3"),
                    bytes("1."),
                    bytes(".5"),
                    bytes("null"),
                    bytes("true"),
                    bytes("\"\""),
                    bytes("[]"),
                    bytes("[1,2,3]"),
                    bytes("\uFEFF"),
                    bytes("\r\n"),
                    bytes("\n"),
                    bytes("\u0000"),
                    bytes("\\u0031"),
                    bytes("\\ud800"),
                    bytes("\u0661"),
                    bytes("\u00e9"),
                    bytes(","),
                    bytes("\""),
                    bytes("{}"),
                    bytes(" "),
                    new byte[] {(byte) 0xFF},
                    new byte[] {(byte) 0xC0, (byte) 0x80},
                    new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                    new byte[] {0, 0, (byte) 0xC0, 0x7F},
                    new byte[] {0, 0, (byte) 0x80, 0x7F},
                    new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x7F},
                    new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1});

    private static final byte[] ALPHABET =
            bytes("{}[]\",:;'\\\n\r \t0123456789+-.eEaNfInity\u00e9\u0000xdXpP_#");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** A changed copy of a record; rarely as it was, none at all, or very long. */
    byte[] of(byte[] record) {
        return switch (random.nextInt(10_000)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> repeated(record, 100_000);
            default -> edited(record, 1 + random.nextInt(4));
        };
    }

    private byte[] edited(byte[] record, int edits) {
        byte[] value = record;
        for (int i = 0; i < edits; i++) {
            value = edited(value);
        }
        return value;
    }

    private byte[] edited(byte[] value) {
        int from = random.nextInt(value.length + 1);
        int to = Math.min(value.length, from + random.nextInt(6));
        return switch (random.nextInt(9)) {
            case 0 -> spliced(value, from, to, new byte[0]);
            case 1 -> spliced(value, from, from, Arrays.copyOfRange(value, from, to));
            case 2 -> random.nextInt(4) == 0 ? Arrays.copyOf(value, from) : value;
            case 3 -> spliced(value, from, from, new byte[] {(byte) random.nextInt(256)});
            case 4 -> flipped(value, from);
            case 5 -> spliced(value, from, from, HARD.get(random.nextInt(HARD.size())));
            case 6 -> spliced(value, from, to, HARD.get(random.nextInt(HARD.size())));
            case 7 -> doubledPiece(value);
            default ->
                    spliced(
                            value,
                            from,
                            Math.min(value.length, from + 1),
                            new byte[] {ALPHABET[random.nextInt(ALPHABET.length)]});
        };
    }

    /** From one comma to the next, so that a JSON key or a CSV field stands there twice. */
    private byte[] doubledPiece(byte[] value) {
        int from = random.nextInt(value.length + 1);
        while (from < value.length && value[from] != ',') {
            from++;
        }
        int to = from + 1;
        while (to < value.length && value[to] != ',') {
            to++;
        }
        return to >= value.length
                ? value
                : spliced(value, from, from, Arrays.copyOfRange(value, from, to));
    }

    private byte[] flipped(byte[] value, int at) {
        byte[] copy = value.clone();
        if (at < copy.length) {
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    /** A piece of the record so many times, where that is still of a size that is read. */
    private byte[] repeated(byte[] record, int times) {
        int from = random.nextInt(record.length);
        int length = 1 + random.nextInt(Math.min(8, record.length - from));
        byte[] piece = Arrays.copyOfRange(record, from, from + length);
        byte[] many = new byte[piece.length * times];
        for (int i = 0; i < many.length; i++) {
            many[i] = piece[i % piece.length];
        }
        return spliced(record, from, from, many);
    }

    private static byte[] spliced(byte[] value, int from, int to, byte[] middle) {
        byte[] result = new byte[from + middle.length + value.length - to];
        System.arraycopy(value, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(value, to, result, from + middle.length, value.length - to);
        return result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
