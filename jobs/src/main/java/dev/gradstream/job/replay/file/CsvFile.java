package dev.gradstream.job.replay.file;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.format.RowSource;
import dev.gradstream.job.replay.format.UnfitFieldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A CSV file (RFC 4180, UTF-8) whose first line names its columns. Rows are read one at a time, so
 * the file may be larger than memory.
 */
public final class CsvFile implements RowSource {
    private final Path path;
    private final List<String> header;

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
        } catch (UncheckedIOException e) {
            throw e.getCause();
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

    @Override
    public String describe() {
        return path + ":1: the header";
    }

    /** Column names, as they stand in the first line. */
    @Override
    public List<String> header() {
        return header;
    }

    /**
     * {@inheritDoc}
     *
     * @throws DataFileException if a row has more or fewer fields than the header, or one that
     *     cannot be written
     */
    @Override
    public boolean forEachRow(RowConsumer consumer) throws IOException {
        try (CsvReader<CsvRecord> reader = reader(path);
                CloseableIterator<CsvRecord> rows = reader.iterator()) {
            rows.next();
            boolean wanted = true;
            while (wanted && rows.hasNext()) {
                CsvRecord row = rows.next();
                requireWidth(row);
                wanted = accept(row, consumer);
            }
            return wanted;
        } catch (CsvParseException e) {
            throw malformed(path, e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean accept(CsvRecord row, RowConsumer consumer) throws IOException {
        try {
            return consumer.accept(row.getFields());
        } catch (UnfitFieldException e) {
            throw new DataFileException(path, row.getStartingLineNumber(), e.getMessage());
        }
    }

    /** How many rows there are below the header; reads the whole file. */
    @Override
    public OptionalLong rows() throws IOException {
        AtomicLong rows = new AtomicLong();
        forEachRow(
                fields -> {
                    rows.incrementAndGet();
                    return true;
                });
        return OptionalLong.of(rows.get());
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
        return CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(Utf8Reader.open(path));
    }

    private static DataFileException malformed(Path path, CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new DataFileException(path, "not a CSV file: " + cause.getMessage());
    }
}
