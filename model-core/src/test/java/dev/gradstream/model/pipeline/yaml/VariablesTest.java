package dev.gradstream.model.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    private static final Variables VARIABLES =
            new Variables(Map.of("A", "one", "EMPTY", "", "NESTED", "${A} and }"));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain $A, plain $A",
                "${A}, one",
                "<${A}${A}>, <oneone>",
                "${B:-two}, two",
                "${B:-}, ``",
                "${EMPTY:-two}, two",
                "${EMPTY}, ``",
                "${B:-a:-b}, a:-b",
                "${NESTED}, ${A} and }",
                "$${A}, ${A}",
                "$$${A}, $${A}",
                "$ {A} }, $ {A} }"
            })
    void substitutes(String text, String result) {
        Variables.Substituted substituted = VARIABLES.substitute(text);

        assertThat(substituted.problems()).isEmpty();
        assertThat(substituted.text()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "${B}, the environment variable B is not defined",
        "${A, ${ is never closed",
        "${}, '${}' is no variable",
        "${a b}, '${a b}' is no variable",
        "${A-x}, '${A-x}' is no variable",
        "${B:-${A}}, the default of ${B} cannot hold a variable itself"
    })
    void reportsWhatHasNoValue(String text, String problem) {
        assertThat(VARIABLES.substitute(text).problems()).hasSize(1);
        assertThat(VARIABLES.substitute(text).problems().get(0)).startsWith(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${A}", "$${A}", "$$${A}", "${", "a$b{c}", "${${A}}", "$"})
    void takesAnEscapedTextForItself(String text) {
        assertThat(VARIABLES.substitute(Variables.escape(text)).text()).isEqualTo(text);
    }
}
