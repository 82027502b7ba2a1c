package dev.gradstream.job.replay.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvFormatTest {

    @Test
    void theRecordHasTheColumnsInItsOwnOrderAndNoLineEnd() throws IOException {
        assertThat(write(List.of(2, 0), "a", "b", "c")).isEqualTo("c,a");
    }

    @Test
    void theLastFieldKeepsItsEnd() throws IOException {
        assertThat(write(List.of(0, 1), "1", "benign ")).isEqualTo("1,benign ");
        assertThat(write(List.of(0, 1), "1", "\t")).isEqualTo("1,\t");
        assertThat(write(List.of(0, 1), "1", "two\nlines\n")).isEqualTo("1,\"two\nlines\n\"");
        assertThat(write(List.of(0, 1), "1", "")).isEqualTo("1,");
    }

    private static String write(List<Integer> columns, String... fields) throws IOException {
        return new String(new CsvFormat(columns).write(List.of(fields)), UTF_8);
    }
}
