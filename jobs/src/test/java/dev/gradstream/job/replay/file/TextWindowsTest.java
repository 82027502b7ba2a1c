package dev.gradstream.job.replay.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextWindowsTest {
    private static final String CHARACTERS = "{name: tokens, type: tokens, length: 3}";
    private static final String CLASSES = "[a, b, \" \", \"\\n\", é, 😀]";

    @TempDir private Path folder;

    @Test
    void charactersAreNumberedByTheClasses() throws Exception {
        Replay.Rows rows = open(pipeline("json", CHARACTERS, CLASSES), "ab\né😀 a");

        assertThat(values(rows))
                .containsExactly(
                        "{\"tokens\":\"1 2 4\",\"next\":\"é\"}",
                        "{\"tokens\":\"2 4 5\",\"next\":\"\\uD83D\\uDE00\"}",
                        "{\"tokens\":\"4 5 6\",\"next\":\" \"}",
                        "{\"tokens\":\"5 6 3\",\"next\":\"a\"}");
        assertThat(rows.count()).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv"})
    void theJobReadsThemBack(String format) throws Exception {
        Pipeline pipeline = pipeline(format, CHARACTERS, CLASSES);
        RecordDecoder decoder = RecordDecoders.of(pipeline);
        List<float[]> read = new ArrayList<>();

        open(pipeline, "ab\n a😀")
                .forEach(
                        record -> {
                            Example example = new Example(3, 1);
                            try {
                                decoder.decode(null, 0, record.value(), example);
                            } catch (RefusedRecordException e) {
                                throw new AssertionError(e);
                            }
                            float[] row = Arrays.copyOf(example.features(), 4);
                            row[3] = example.target()[0];
                            return read.add(row);
                        });

        assertThat(read)
                .containsExactly(
                        new float[] {1, 2, 4, 2},
                        new float[] {2, 4, 3, 0},
                        new float[] {4, 3, 1, 5});
    }

    @Test
    void wordsStandBetweenBlanks() throws Exception {
        String words = "{name: w, type: tokens, length: 2, vocabulary: [to, be]}";
        Replay.Rows rows =
                open(pipeline("csv", words, "[to, be, or]"), "\uFEFFto be,\r\n\tor  not");

        assertThat(values(rows)).containsExactly("\"to be,\",or", "\"be, or\",not");
    }

    @Test
    void aTextThatDoesNotFitSaysWhy() throws Exception {
        Pipeline pipeline = pipeline("json", CHARACTERS, CLASSES);
        assertThatThrownBy(() -> open(pipeline, "abXaYX"))
                .isInstanceOf(DataFileException.class)
                .hasMessageEndingWith(
                        "holds characters that are none of the target's classes: 'X', 'Y'; the"
                                + " vocabulary of characters is target.classes");
        assertThatThrownBy(() -> open(pipeline, "abb"))
                .hasMessageEndingWith(
                        "holds 3 tokens; at least 4, a window of 3 and the next one, belong there");
        Pipeline numbers = Pipelines.of("columns: [a, b]", "column: y", "MSELoss", 1);
        assertThatThrownBy(() -> open(numbers, "abba"))
                .hasMessageContaining(
                        "a text needs a pipeline with a single column, of type tokens");
        Path latin = folder.resolve("latin.txt");
        Files.write(latin, new byte[] {'a', '\n', 'b', (byte) 0xE9, 'b', 'a'});
        assertThatThrownBy(() -> DataFile.open(pipeline, latin, Optional.empty()))
                .hasMessage(latin + ":2: is not UTF-8 at byte 3");
    }

    @Test
    void aLongTextIsReadToItsEnd() throws Exception {
        String text = "ab é😀\n".repeat(20_000);
        List<String> values = values(open(pipeline("json", CHARACTERS, CLASSES), text));

        assertThat(values).hasSize(6 * 20_000 - 3);
        assertThat(values.subList(6, 12)).isEqualTo(values.subList(60_000, 60_006));
    }

    private static Pipeline pipeline(String format, String column, String classes)
            throws Exception {
        int outputs = classes.split(",", -1).length;
        return Pipelines.of(
                "format: " + format + ", columns: [" + column + "]",
                "column: next, classes: " + classes,
                "CrossEntropyLoss",
                outputs);
    }

    private Replay.Rows open(Pipeline pipeline, String text) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "text", ".txt"), text, UTF_8);
        return DataFile.open(pipeline, file, Optional.empty());
    }

    private static List<String> values(Replay.Rows rows) throws IOException {
        List<String> values = new ArrayList<>();
        rows.forEach(record -> values.add(new String(record.value(), UTF_8)));
        return values;
    }
}
