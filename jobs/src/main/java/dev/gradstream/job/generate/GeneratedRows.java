package dev.gradstream.job.generate;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.format.RowSource;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Generated examples as rows. The features are {@code x1}, {@code x2} and so on; the label fills
 * the pipeline's target: label 1 is the second class, or the number 1 where there are no classes. A
 * {@code key} is the example's number, from 0.
 */
public final class GeneratedRows implements RowSource {
    private final ConceptFamily family;
    private final Drift drift;
    private final double noise;
    private final long seed;
    private final OptionalLong records;
    private final List<String> header;
    private final List<String> labels;

    /**
     * Rows for a pipeline.
     *
     * @param noise probability of a label to be wrong, in [0, 1]
     * @param records how many; empty for a stream without end
     * @throws DataFileException if the pipeline's target does not go with the labels
     */
    public GeneratedRows(
            Pipeline pipeline,
            ConceptFamily family,
            Drift drift,
            double noise,
            long seed,
            OptionalLong records)
            throws DataFileException {
        this.family = family;
        this.drift = drift;
        this.noise = DriftStream.requireNoise(noise);
        this.seed = seed;
        this.records = records;
        header = header(pipeline);
        labels = labels(pipeline);
    }

    private List<String> header(Pipeline pipeline) throws DataFileException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= family.features(); i++) {
            names.add("x" + i);
        }
        List<String> targets = pipeline.target().columns();
        if (targets.size() != 1 || names.contains(targets.get(0))) {
            throw new DataFileException(
                    describe() + " fills one target column, which is none of the features");
        }
        names.add(targets.get(0));
        pipeline.features().key().filter(key -> !names.contains(key)).ifPresent(names::add);
        return names;
    }

    private List<String> labels(Pipeline pipeline) throws DataFileException {
        List<String> classes = pipeline.target().classes();
        if (!classes.isEmpty() && classes.size() < family.classes()) {
            throw new DataFileException(
                    "%s has %d classes, the pipeline file %d"
                            .formatted(describe(), family.classes(), classes.size()));
        }
        List<String> names = new ArrayList<>();
        for (int label = 0; label < family.classes(); label++) {
            names.add(classes.isEmpty() ? Integer.toString(label) : classes.get(label));
        }
        return names;
    }

    @Override
    public String describe() {
        return "the generator " + family.name();
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean forEachRow(RowConsumer consumer) throws IOException {
        DriftStream stream = new DriftStream(family, drift, noise, seed);
        double[] features = new double[family.features()];
        String[] row = new String[header.size()];
        boolean wanted = true;
        for (long i = 0; wanted && i < records.orElse(Long.MAX_VALUE); i++) {
            String label = labels.get(stream.next(features));
            for (int x = 0; x < features.length; x++) {
                row[x] = Double.toString(features[x]);
            }
            row[features.length] = label;
            if (row.length > features.length + 1) {
                row[features.length + 1] = Long.toString(i);
            }
            wanted = consumer.accept(List.of(row));
        }
        return wanted;
    }

    @Override
    public OptionalLong rows() {
        return records;
    }
}
