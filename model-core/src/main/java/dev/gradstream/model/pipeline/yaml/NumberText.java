package dev.gradstream.model.pipeline.yaml;

import java.math.BigInteger;
import java.util.Optional;

/** The texts of numbers in YAML's core schema. */
final class NumberText {
    /** No number that is accepted anywhere is longer. */
    private static final int MAX_DIGITS = 40;

    private NumberText() {}

    /** A decimal, {@code 0x} hexadecimal or {@code 0o} octal number; empty beyond 64 bits. */
    static Optional<Long> whole(String text) {
        if (text.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        BigInteger number;
        if (text.startsWith("0x")) {
            number = new BigInteger(text.substring(2), 16);
        } else if (text.startsWith("0o")) {
            number = new BigInteger(text.substring(2), 8);
        } else {
            number = new BigInteger(text);
        }
        return number.bitLength() < Long.SIZE ? Optional.of(number.longValue()) : Optional.empty();
    }

    /** A decimal number with point or exponent; NaN for {@code .inf} and {@code .nan}. */
    static double fractional(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
