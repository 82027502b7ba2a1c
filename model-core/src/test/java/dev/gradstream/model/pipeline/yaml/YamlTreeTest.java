package dev.gradstream.model.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreeTest {
    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: 1\nb: [1, 2\nc: 3\n`     | 3::not YAML: expected ',' or ']', but got :",
                "`a: 1\n\tb: 2\n`             | 2::not YAML: found character '\\t(TAB)' that cannot",
                "`a: 1\nb: c: d\n`            | 2::not YAML: mapping values are not allowed here",
                "`a: {b: ${X:-1}}\n`          | in quotes",
                "`a: 1\n---\nb: 2\n`          | 2::not YAML: but found another document",
                "`a: *b\n`                    | 1::not YAML: found undefined alias b",
                "`a: 1\nb: \u0007\n`          | 2::not YAML: the character U+0007 is not allowed",
                "`# nothing\n`                | 1::the file is empty",
                "`- a\n`                      | 1::must be a mapping of keys to values, found a list",
                "`a: !!python/object:os.system x` | 1::the tag tag:yaml.org,2002:python/object:os",
                "`a: &x [*x]`                 | 1::the alias *x stands inside what it names"
            })
    void reportsOneProblemWithItsLine(String text, String problem) {
        parse(text);

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).contains(problem);
    }

    @Test
    void boundsNestingBeforeItRecurses() {
        parse("a: " + "[".repeat(200_000));

        assertThat(problems).containsExactly("1::nested deeper than 32, the most allowed");
    }

    @Test
    void boundsAliasesSoThatTheyCannotMultiply() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String inner = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + inner + ", " + inner + ", " + inner + "]\n");
        }
        parse(text.toString());

        assertThat(problems).containsExactly("23::more than 64 aliases, the most allowed");
    }

    @Test
    void boundsTheLengthOfTheText() {
        parse("a: " + "x".repeat(YamlTree.MAX_CHARACTERS));

        assertThat(problems)
                .containsExactly("1::the file has more than 1048576 characters, the most allowed");
    }

    @Test
    void takesAnAliasForWhatItNames() {
        Section section = parse("a: &x {b: 1}\nc: *x\n").orElseThrow();

        assertThat(section.optional("c").flatMap(Value::section).orElseThrow().values())
                .containsOnlyKeys("b");
        assertThat(problems).isEmpty();
    }

    @Test
    void reportsDuplicateUnknownAndVariableKeys() {
        Section section =
                parse("known: 1\nknwon: 2\nknown: 3\n${X}: 4\n[a]: 5\n? {b: 1}\n: 6\nzz: 7\n")
                        .orElseThrow();
        section.optional("known");
        section.finish();

        assertThat(problems)
                .containsExactly(
                        "3:known:stands twice, first on line 1; keep one",
                        "4:'${X}':a variable cannot stand in a key; write the key's name",
                        "5::a key must be a plain name, not a list or mapping",
                        "6::a key must be a plain name, not a list or mapping",
                        "2:knwon:is no key that is known here; did you mean known?",
                        "8:zz:is no key that is known here; known: known");
    }

    private Optional<Section> parse(String text) {
        return YamlTree.parse(
                        text,
                        Map.of(),
                        (line, key, message) -> problems.add(line + ":" + key + ":" + message))
                .flatMap(YamlTree::section);
    }
}
