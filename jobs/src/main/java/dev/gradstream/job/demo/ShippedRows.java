package dev.gradstream.job.demo;

import dev.gradstream.job.replay.EpochOrder;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.file.CsvFile;
import dev.gradstream.job.replay.format.RowEncoder;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Rows of CSV files that are packed with the program, in the files' order. */
@FunctionalInterface
public interface ShippedRows {

    /**
     * Reads the rows.
     *
     * @param seed of a shuffle, where there is one
     * @param folder for scratch files
     */
    Split split(Pipeline pipeline, long seed, Path folder) throws IOException;

    /** A file for the training and one for the test, whatever the seed. */
    static ShippedRows separate(String training, String test) {
        return (pipeline, seed, folder) ->
                new Split(read(training, pipeline, folder), read(test, pipeline, folder));
    }

    /**
     * One file; a shuffle decides which rows are for the test.
     *
     * @param testShare of the rows that are kept for the test, in (0, 1)
     */
    static ShippedRows shuffled(String file, double testShare) {
        return (pipeline, seed, folder) -> {
            List<FeatureRecord> rows = read(file, pipeline, folder);
            int[] order = EpochOrder.of(rows.size(), OptionalLong.of(seed), 0);
            boolean[] kept = new boolean[rows.size()];
            for (int i = 0; i < Math.round(testShare * rows.size()); i++) {
                kept[order[i]] = true;
            }
            List<FeatureRecord> training = new ArrayList<>();
            List<FeatureRecord> test = new ArrayList<>();
            for (int row = 0; row < kept.length; row++) {
                (kept[row] ? test : training).add(rows.get(row));
            }
            return new Split(training, test);
        };
    }

    private static List<FeatureRecord> read(String resource, Pipeline pipeline, Path folder)
            throws IOException {
        Path file = folder.resolve("rows.csv");
        try (InputStream in = ShippedRows.class.getResourceAsStream(resource)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return read(pipeline, file);
    }

    /** All rows of a file, as records of a pipeline. */
    static List<FeatureRecord> read(Pipeline pipeline, Path file) throws IOException {
        List<FeatureRecord> rows = new ArrayList<>();
        CsvFile csv = CsvFile.open(file);
        RowEncoder.of(pipeline, csv).records(csv).forEach(rows::add);
        return rows;
    }
}
