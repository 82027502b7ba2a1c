package dev.gradstream.job.replay.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLinesFileTest {
    private static final String COLUMNS =
            "key: id, columns: [user.age, {name: v, type: vector, size: 2}]";

    @TempDir private Path folder;

    @Test
    void jsonGoesAsItStands() throws Exception {
        String first =
                "{\"id\": 7 , \"user\":{\"age\":  1.50},\"v\":[1,2],\"y\":\"a\",\"more\":[{}]}";
        String second = "{\"id\":\"x\",\"user.age\":null,\"v\":[],\"y\":\"b\"}";
        String content = "\uFEFF" + first + "\r\n\n  \n" + second;

        for (String name : new String[] {"a.jsonl", "a.ndjson", "a.json", "a.data"}) {
            // The byte order mark hides the brace from whoever goes by the content.
            String text = name.endsWith("data") ? content.substring(1) : content;
            Replay.Rows rows = open("json", file(name, text.getBytes(UTF_8)));
            List<FeatureRecord> records = records(rows);

            assertThat(records).extracting(r -> text(r.value())).containsExactly(first, second);
            assertThat(records)
                    .extracting(r -> text(r.key().orElseThrow()))
                    .containsExactly("7", "x");
            assertThat(rows.count()).hasValue(2);
        }
    }

    @Test
    void otherFormatsTakeWhatTheyNeed() throws Exception {
        Path file =
                file(
                        "a.jsonl",
                        "{\"y\":\"b\",\"v\":[-1,2e3],\"user\":{\"age\":1.50,\"x\":{}},\"id\":7}\n"
                                .getBytes(UTF_8));

        assertThat(records(open("csv", file)))
                .extracting(r -> text(r.value()))
                .containsExactly("7,1.50,-1 2e3,b");
    }

    @Test
    void aPackedFileIsUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"id\":1}\n{\"id\":2}\n".getBytes(UTF_8));
        }

        assertThat(records(open("json", file("a.jsonl.gz", packed.toByteArray())))).hasSize(2);

        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 10);
        Path damaged = file("b.jsonl.gz", cut);
        assertThatThrownBy(() -> records(open("json", damaged)))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(damaged + ": damaged or cut off: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\": 1,}    | no JSON at byte 9: ",
                "[{\"id\": 1}]   | begins with '['; a JSON object that is whole on its line",
                "{\"id\": 1      | no JSON at byte ",
                "{\"id\":1}{}    | goes on behind the object; one JSON object a line",
                "{\"id\":1,\"id\":2}    | id stands there twice",
                "{\"id\":{\"a\":1}} | id is an object",
            })
    void aBadLineIsNamed(String line, String problem) throws Exception {
        Path file = file("bad.jsonl", ("{\"id\":0}\n\n" + line + "\n").getBytes(UTF_8));

        for (String format : new String[] {"json", "csv"}) {
            assertThatThrownBy(() -> records(open(format, file)))
                    .isInstanceOf(DataFileException.class)
                    .hasMessageStartingWith(file + ":3: " + problem);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,null]", "[1,[2]]", "[\"a b\",1]"})
    void aListThatOnlyJsonHoldsIsNoOtherFormats(String list) throws Exception {
        Path file = file("list.jsonl", ("{\"id\":0,\"v\":" + list + "}").getBytes(UTF_8));

        assertThat(records(open("json", file))).hasSize(1);
        assertThatThrownBy(() -> records(open("csv", file)))
                .hasMessageStartingWith(file + ":1: v is a list with a value that is null");
    }

    @Test
    void whatIsNotUtf8IsNamed() throws Exception {
        Path json = file("a.jsonl", "{\"id\":1}\n{\"id\":\"é\"}\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> records(open("json", json))).hasMessage(json + ":2: is not UTF-8");

        Path csv = file("a.csv", "id,user.age,v,y\n1,2,3 4,é\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> records(open("csv", csv)))
                .isInstanceOf(DataFileException.class)
                .hasMessage(csv + ":2: is not UTF-8 at byte 24");
    }

    @Test
    void aLineIsNoLongerThanARecord() throws Exception {
        String longest = "{\"id\":\"" + "x".repeat(LineReader.MAX_LINE - 9) + "\"}";
        assertThat(records(open("json", file("ok.jsonl", longest.getBytes(UTF_8))))).hasSize(1);

        Path file = file("long.jsonl", ("{}\n" + longest + " \n").getBytes(UTF_8));
        assertThatThrownBy(() -> records(open("json", file)))
                .hasMessage(file + ":2: the line is longer than a record's 1048576 bytes");
    }

    private static Replay.Rows open(String format, Path file) throws Exception {
        Pipeline pipeline =
                Pipelines.of(
                        "format: " + format + ", " + COLUMNS,
                        "column: y, classes: [a, b]",
                        "BCEWithLogitsLoss",
                        1);
        return DataFile.open(pipeline, file, Optional.empty());
    }

    private static List<FeatureRecord> records(Replay.Rows rows) throws IOException {
        List<FeatureRecord> records = new ArrayList<>();
        rows.forEach(records::add);
        return records;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }
}
