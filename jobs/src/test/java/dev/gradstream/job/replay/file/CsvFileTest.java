package dev.gradstream.job.replay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.job.replay.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvFileTest {
    @TempDir private Path folder;

    @Test
    void rowsComeInTheFilesOrderAsTheirText() throws IOException {
        CsvFile csv = CsvFile.open(file("a,b\n1.50,\"x, y\"\n2,\n"));

        assertThat(csv.header()).containsExactly("a", "b");
        assertThat(rows(csv)).containsExactly(List.of("1.50", "x, y"), List.of("2", ""));
        assertThat(rows(csv)).as("read again").hasSize(2);
    }

    @Test
    void readingEndsWhenNoMoreIsWanted() throws IOException {
        CsvFile csv = CsvFile.open(file("a\n1\n2\n3\n"));
        List<List<String>> rows = new ArrayList<>();

        assertThat(csv.forEachRow(fields -> rows.add(fields) && rows.size() < 2)).isFalse();
        assertThat(rows).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertThat(CsvFile.open(file("\uFEFFa,b\n1,2\n")).header()).containsExactly("a", "b");
    }

    @Test
    void aRowOfAnotherWidthIsRefusedWithItsLine() throws IOException {
        Path file = file("a,b\n1,\"x\ny\"\n1,2,3\n");
        CsvFile csv = CsvFile.open(file);

        assertThatThrownBy(() -> rows(csv))
                .isInstanceOf(DataFileException.class)
                .hasMessage(file + ":4: the row has 3 fields, the header has 2");
    }

    @Test
    void anAbsentFileIsNamed() {
        Path absent = folder.resolve("absent.csv");

        assertThatThrownBy(() -> CsvFile.open(absent))
                .isInstanceOf(DataFileException.class)
                .hasMessage(absent + ": no such file");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> CsvFile.open(folder))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("a folder");
    }

    @Test
    void anEmptyFileAndARepeatedNameAreRefused() throws IOException {
        Path empty = file("");
        assertThatThrownBy(() -> CsvFile.open(empty))
                .hasMessage(empty + ": the file is empty; its first line must name the columns");
        Path repeated = file("a,a\n1,2\n");
        assertThatThrownBy(() -> CsvFile.open(repeated))
                .hasMessage(repeated + ":1: the header names column a twice");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "data", ".csv"), content);
    }

    private static List<List<String>> rows(CsvFile csv) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        csv.forEachRow(rows::add);
        return rows;
    }
}
