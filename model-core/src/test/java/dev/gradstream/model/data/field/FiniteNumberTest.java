package dev.gradstream.model.data.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteNumberTest {

    @Test
    void equalsJavaOnRandomFloatsAndDoublesInManyNotations() throws RefusedRecordException {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                assertEqualsJava(Float.toString(value));
                assertEqualsJava(Double.toString(value * (1 + random.nextDouble() * 1e-9)));
            }
            assertEqualsJava(
                    String.format(Locale.ROOT, "%." + i % 12 + "f", random.nextGaussian() * 1e4));
            assertEqualsJava(Long.toString(random.nextLong()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+1",
                ".5",
                "5.",
                "1e-3",
                "1E+3",
                "007",
                "1e-400",
                "3.4028235e38",
                "1.17549435E-38",
                "1.4e-45",
                "0.7006492321624085354618e-45",
                "16777217",
                "340282346638528859811704183484516925440",
                "1.00000017881393432617187499",
                "1.00000017881393432617187501"
            })
    void readsEveryDecimalNotation(String text) throws RefusedRecordException {
        assertEqualsJava(text);
    }

    @Test
    void ignoresBlanksAround() throws RefusedRecordException {
        assertThat(parse(" \t1.5 ")).isEqualTo(1.5f);
    }

    @Test
    void keepsTheSignOfZero() throws RefusedRecordException {
        assertThat(Float.floatToRawIntBits(parse("-0.0"))).isEqualTo(0x80000000);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NOT_FINITE",
        "nan, NOT_FINITE",
        "-Infinity, NOT_FINITE",
        "inf, NOT_FINITE",
        "+INF, NOT_FINITE",
        "1e400, NOT_FINITE",
        "1e39, NOT_FINITE",
        "-3.5e38, NOT_FINITE",
        "'', MISSING_VALUE",
        "'  ', MISSING_VALUE",
        "abc, NOT_A_NUMBER",
        "1.5f, NOT_A_NUMBER",
        "1.5d, NOT_A_NUMBER",
        "0x1p3, NOT_A_NUMBER",
        "1_000, NOT_A_NUMBER",
        "'1,5', NOT_A_NUMBER",
        "1.2.3, NOT_A_NUMBER",
        "1e, NOT_A_NUMBER",
        "-, NOT_A_NUMBER",
        "., NOT_A_NUMBER",
        "--1, NOT_A_NUMBER",
        "1 2, NOT_A_NUMBER",
        "١, NOT_A_NUMBER"
    })
    void refusesWhatIsNoFiniteNumber(String text, Reason reason) {
        RefusedRecordException refusal =
                catchThrowableOfType(RefusedRecordException.class, () -> parse(text));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageStartingWith("x is ").hasMessageContaining("number");
    }

    @Test
    void refusesANumberOfTooManyDigitsWithoutShowingThemAll() {
        RefusedRecordException refusal =
                catchThrowableOfType(
                        RefusedRecordException.class,
                        () -> parse("1".repeat(FiniteNumber.MAX_LENGTH + 1)));

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_A_NUMBER);
        assertThat(refusal.getMessage()).hasSizeLessThan(120);
    }

    private static void assertEqualsJava(String text) throws RefusedRecordException {
        float expected = Float.parseFloat(text);
        if (Float.isFinite(expected)) {
            assertThat(Float.floatToRawIntBits(parse(text)))
                    .as(text)
                    .isEqualTo(Float.floatToRawIntBits(expected));
        }
    }

    private static float parse(String text) throws RefusedRecordException {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return FiniteNumber.parse("x", bytes, 1, bytes.length - 1);
    }
}
