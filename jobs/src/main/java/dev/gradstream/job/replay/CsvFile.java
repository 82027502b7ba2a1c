package dev.gradstream.job.replay;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A CSV file (RFC 4180, UTF-8) whose first line names its columns. Rows are read one at a time, so
 * the file may be larger than memory.
 */
public final class CsvFile {
    private final Path path;
    private final List<String> header;

    /** Takes the rows of a file, one after the other. */
    @FunctionalInterface
    public interface RowConsumer {
        /**
         * Takes one row.
         *
         * @param fields one for each column of the header, in its order
         * @return whether more rows are wanted
         */
        boolean accept(List<String> fields) throws IOException;
    }

    private CsvFile(Path path, List<String> header) {
        this.path = path;
        this.header = header;
    }

    /**
     * Reads the header.
     *
     * @throws DataFileException if there is no such file, or no header of distinct names
     */
    public static CsvFile open(Path path) throws IOException {
        try (CsvReader<CsvRecord> reader = reader(path);
                CloseableIterator<CsvRecord> rows = reader.iterator()) {
            if (!rows.hasNext()) {
                throw new DataFileException(
                        path, "the file is empty; its first line must name the columns");
            }
            return new CsvFile(path, distinct(path, rows.next().getFields()));
        } catch (CsvParseException e) {
            throw malformed(path, e);
        }
    }

    private static List<String> distinct(Path path, List<String> header) throws DataFileException {
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!seen.add(column)) {
                throw new DataFileException(
                        path, 1, "the header names column " + column + " twice");
            }
        }
        return List.copyOf(header);
    }

    public Path path() {
        return path;
    }

    /** Column names, as they stand in the first line. */
    public List<String> header() {
        return header;
    }

    /**
     * Reads the rows, for as long as more are wanted.
     *
     * @return whether more are wanted after the last
     * @throws DataFileException if a row has more or fewer fields than the header
     */
    public boolean forEachRow(RowConsumer consumer) throws IOException {
        try (CsvReader<CsvRecord> reader = reader(path);
                CloseableIterator<CsvRecord> rows = reader.iterator()) {
            rows.next();
            boolean wanted = true;
            while (wanted && rows.hasNext()) {
                CsvRecord row = rows.next();
                requireWidth(row);
                wanted = consumer.accept(row.getFields());
            }
            return wanted;
        } catch (CsvParseException e) {
            throw malformed(path, e);
        }
    }

    /** How many rows there are below the header; reads the whole file. */
    public long rows() throws IOException {
        AtomicLong rows = new AtomicLong();
        forEachRow(
                fields -> {
                    rows.incrementAndGet();
                    return true;
                });
        return rows.get();
    }

    private void requireWidth(CsvRecord row) throws DataFileException {
        if (row.getFieldCount() != header.size()) {
            throw new DataFileException(
                    path,
                    row.getStartingLineNumber(),
                    "the row has "
                            + row.getFieldCount()
                            + " fields, the header has "
                            + header.size());
        }
    }

    private static CsvReader<CsvRecord> reader(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new DataFileException(path, "a folder; a CSV file is needed");
        }
        try {
            return CsvReader.builder()
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .detectBomHeader(true)
                    .ofCsvRecord(path);
        } catch (NoSuchFileException e) {
            throw new DataFileException(path, "no such file");
        } catch (AccessDeniedException e) {
            throw new DataFileException(path, "no permission to read it");
        }
    }

    private static DataFileException malformed(Path path, CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new DataFileException(path, "not a CSV file: " + cause.getMessage());
    }
}
