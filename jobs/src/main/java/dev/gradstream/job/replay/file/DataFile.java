package dev.gradstream.job.replay.file;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.replay.format.RowEncoder;
import dev.gradstream.job.replay.format.RowSource;
import dev.gradstream.model.data.format.RecordSchema;
import dev.gradstream.model.pipeline.Features;
import dev.gradstream.model.pipeline.Features.Format;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A data file of any kind. Its name says which: {@code .csv}, {@code .jsonl}, {@code .ndjson},
 * {@code .json}, {@code .txt}, {@code -ubyte} for IDX, each with {@code .gz} behind it or not. Of
 * any other name its first bytes say it: those of an IDX file, or an opening brace, else it is CSV.
 */
public final class DataFile {
    private static final byte[] IDX = {0, 0, 8};

    private DataFile() {}

    /** How a file is read. */
    private enum Kind {
        CSV,
        JSON_LINES,
        IDX,
        TEXT
    }

    /**
     * The file's rows as records of the features topic.
     *
     * @param labels the file of an IDX file's labels; for no other kind
     * @throws DataFileException if there is no such file, or it cannot be sent as such records
     */
    public static Replay.Rows open(Pipeline pipeline, Path path, Optional<Path> labels)
            throws IOException {
        Kind kind = kind(path);
        if (labels.isPresent() && kind != Kind.IDX) {
            throw new DataFileException(
                    path,
                    "is no IDX file of images; --labels is for those, or for a pipeline that has labels");
        }
        Features features = pipeline.features();
        return switch (kind) {
            case CSV -> records(pipeline, CsvFile.open(path));
            case JSON_LINES -> {
                RecordSchema schema = RecordDecoders.schema(pipeline);
                JsonLinesFile file = JsonLinesFile.open(path, schema.fields());
                yield features.format() == Format.JSON
                        ? file.asTheyStand(schema.key())
                        : records(pipeline, file);
            }
            case IDX -> {
                requireWhole(pipeline, path);
                yield records(pipeline, ImageRows.open(pipeline, path, given(labels, path)));
            }
            case TEXT -> {
                requireWhole(pipeline, path);
                yield records(pipeline, TextWindows.open(pipeline, path));
            }
        };
    }

    private static Replay.Rows records(Pipeline pipeline, RowSource rows) throws DataFileException {
        return RowEncoder.of(pipeline, rows).records(rows);
    }

    /**
     * The file's rows as records of the labels topic of a pipeline that has one.
     *
     * @throws DataFileException as {@link #open}
     */
    public static Replay.Rows openLabels(Pipeline pipeline, Path path) throws IOException {
        return switch (kind(path)) {
            case CSV -> {
                CsvFile file = CsvFile.open(path);
                yield RowEncoder.ofLabels(pipeline, file).records(file);
            }
            case JSON_LINES -> {
                RecordSchema schema = RecordDecoders.labelSchema(pipeline);
                JsonLinesFile file = JsonLinesFile.open(path, schema.fields());
                yield pipeline.labels().orElseThrow().format() == Format.JSON
                        ? file.asTheyStand(schema.key())
                        : RowEncoder.ofLabels(pipeline, file).records(file);
            }
            case IDX, TEXT ->
                    throw new DataFileException(
                            path, "labels with a topic of their own are CSV or JSON lines");
        };
    }

    private static void requireWhole(Pipeline pipeline, Path path) throws DataFileException {
        if (pipeline.labels().isPresent()) {
            throw new DataFileException(
                    path,
                    "its rows hold their labels; the pipeline reads them from a topic of their own");
        }
    }

    private static Path given(Optional<Path> labels, Path images) throws DataFileException {
        return labels.orElseThrow(
                () ->
                        new DataFileException(
                                images, "images need their labels; name that file by --labels"));
    }

    private static Kind kind(Path path) throws IOException {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        String bare = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        String ending = bare.substring(bare.lastIndexOf('.') + 1);
        return switch (ending) {
            case "csv" -> Kind.CSV;
            case "jsonl", "ndjson", "json" -> Kind.JSON_LINES;
            case "txt" -> Kind.TEXT;
            default -> bare.endsWith("-ubyte") ? Kind.IDX : kindOfContent(path);
        };
    }

    private static Kind kindOfContent(Path path) throws IOException {
        byte[] start;
        try (InputStream in = FileInput.open(path)) {
            start = in.readNBytes(IDX.length);
        }
        if (Arrays.equals(start, IDX)) {
            return Kind.IDX;
        }
        return start.length > 0 && start[0] == '{' ? Kind.JSON_LINES : Kind.CSV;
    }
}
