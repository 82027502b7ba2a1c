package dev.gradstream.job.replay.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.column.Column.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonFormatTest {
    private final JsonFormat format = new JsonFormat(List.of("id", "x"), Map.of("x", Kind.NUMBER));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            textBlock =
                    """
                    17.990, 17.990
                    -0, -0
                    1e-7, 1e-7
                    1.10E+2, 1.10E+2
                    0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827
                    .5, 0.5
                    +1, 1
                    007, 7
                    1., 1
                    NaN, "NaN"
                    benign, "benign"
                    '', null
                    1e9999999999, "1e9999999999"
                    """)
    void aNumberKeepsItsDigits(String field, String json) throws IOException {
        assertThat(write("a", field)).isEqualTo("{\"id\":\"a\",\"x\":" + json + "}");
    }

    @Test
    void whatIsNoNumberColumnIsText() throws IOException {
        assertThat(write("842302", "1")).isEqualTo("{\"id\":\"842302\",\"x\":1}");
        assertThat(write("say \"é\"", "1")).isEqualTo("{\"id\":\"say \\\"é\\\"\",\"x\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | 1 2.50 -3 | a b | {\"flag\":true,\"list\":[1,2.50,-3],\"words\":\"a b\"}",
                "0 | 1 x | 7 | {\"flag\":0,\"list\":[1,\"x\"],\"words\":\"7\"}"
            })
    void aColumnIsWrittenAsWhatItHolds(String flag, String list, String words, String json)
            throws IOException {
        JsonFormat kinds =
                new JsonFormat(
                        List.of("flag", "list", "words"),
                        Map.of("flag", Kind.FLAG, "list", Kind.NUMBERS, "words", Kind.TEXTS));

        assertThat(new String(kinds.write(List.of(flag, list, words)), UTF_8)).isEqualTo(json);
    }

    private String write(String... fields) throws IOException {
        return new String(format.write(List.of(fields)), UTF_8);
    }
}
