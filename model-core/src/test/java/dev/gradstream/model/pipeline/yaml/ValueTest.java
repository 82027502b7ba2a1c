package dev.gradstream.model.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {
    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "+7, 7",
        "-7, -7",
        "007, 7",
        "0x1F, 31",
        "0o17, 15",
        "9223372036854775807, 9223372036854775807"
    })
    void readsWholeNumbersOfTheCoreSchema(String text, long number) {
        assertThat(value(text).wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE)).contains(number);
    }

    @ParameterizedTest
    @CsvSource({"1e-3, 0.001", "1.5, 1.5", "2, 2", ".5, 0.5", "+1.E2, 100", "0x10, 16"})
    void readsNumbersOfTheCoreSchema(String text, double number) {
        assertThat(value(text).number(Range.atLeast(0))).contains(number);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "False, false", "TRUE, true"})
    void readsFlags(String text, boolean flag) {
        assertThat(value(text).flag()).contains(flag);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1.5          | must be a whole number from 1 to 9, found '1.5'",
                "10           | must be a whole number from 1 to 9, found '10'",
                "99999999999999999999999 | found '99999999999999999999999'",
                "\"5\"        | must be a whole number from 1 to 9, found the text '5'",
                "yes          | found 'yes'",
                "null         | found nothing",
                "[1]          | found a list",
                "{a: 1}       | found a mapping",
                "0o9          | found '0o9'"
            })
    void refusesWhatIsNoWholeNumber(String text, String message) {
        assertThat(value(text).wholeNumber(1, 9)).isEmpty();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).contains(message);
    }

    @ParameterizedTest
    @CsvSource({".nan", ".inf", "-.inf", "-1", "1e999", "a"})
    void refusesWhatIsNoFiniteNumberInRange(String text) {
        assertThat(value(text).number(Range.atLeast(0))).isEmpty();
        assertThat(problems).containsExactly("must be a number of 0 or more, found '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"yes", "1", "'''true'''"})
    void refusesWhatIsNoFlag(String text) {
        assertThat(value(text).flag()).isEmpty();
        assertThat(problems).hasSize(1);
    }

    private Value value(String text) {
        return YamlTree.parse(
                        "key: " + text, Map.of(), (line, key, message) -> problems.add(message))
                .flatMap(YamlTree::section)
                .flatMap(section -> section.optional("key"))
                .orElseThrow();
    }
}
