package dev.gradstream.job.demo;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.replay.CsvFile;
import dev.gradstream.job.replay.EpochOrder;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.RowEncoder;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Breast Cancer Wisconsin (Diagnostic): 569 tumours, 30 measurements of each, benign or malignant.
 */
public final class BreastCancer {
    private static final String DATA = "breast-cancer.csv";
    private static final String PIPELINE = "breast-cancer/pipeline.yaml";

    private BreastCancer() {}

    /**
     * Rows that are streamed, and rows that the model never meets before it is tested.
     *
     * @param training in the file's order
     * @param test in the file's order
     */
    public record Split(List<FeatureRecord> training, List<FeatureRecord> test) {
        public Split {
            training = List.copyOf(training);
            test = List.copyOf(test);
        }
    }

    /**
     * The example's pipeline file.
     *
     * @param seed of the model's first parameters
     */
    public static PipelineText pipeline(long seed) throws IOException, InvalidPipelineException {
        try (InputStream in = BreastCancer.class.getResourceAsStream(PIPELINE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return PipelineText.of(text, PIPELINE, Map.of("SEED", Long.toString(seed)));
        }
    }

    /**
     * Splits the rows by a shuffle.
     *
     * @param testShare of the rows that are kept for the test, in (0, 1)
     * @param seed of the shuffle
     * @param folder for a scratch file
     */
    public static Split split(Pipeline pipeline, double testShare, long seed, Path folder)
            throws IOException {
        List<FeatureRecord> rows = rows(pipeline, folder);
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
    }

    private static List<FeatureRecord> rows(Pipeline pipeline, Path folder) throws IOException {
        Path file = folder.resolve(DATA);
        try (InputStream in = BreastCancer.class.getResourceAsStream(DATA)) {
            Files.copy(in, file);
        }
        CsvFile csv = CsvFile.open(file);
        RowEncoder encoder = RowEncoder.of(pipeline, csv);
        List<FeatureRecord> rows = new ArrayList<>();
        csv.forEachRow(fields -> rows.add(encoder.encode(fields)));
        return rows;
    }
}
