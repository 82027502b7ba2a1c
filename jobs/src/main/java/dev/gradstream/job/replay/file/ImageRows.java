package dev.gradstream.job.replay.file;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.format.RowSource;
import dev.gradstream.job.replay.format.UnfitFieldException;
import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.VectorColumn;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Images and their labels, each in an IDX file, as rows: the pixels fill the pipeline's only
 * column, a vector, and the label its target: label 3 is the fourth class, or the number 3 where
 * there are no classes. A {@code key} is the image's number, from 0.
 */
final class ImageRows implements RowSource {
    private static final String[] NUMBERS = new String[256];

    static {
        for (int number = 0; number < NUMBERS.length; number++) {
            NUMBERS[number] = Integer.toString(number);
        }
    }

    private final IdxFile images;
    private final IdxFile labels;
    private final List<String> header;
    private final List<String> classes;

    private ImageRows(IdxFile images, IdxFile labels, List<String> header, List<String> classes) {
        this.images = images;
        this.labels = labels;
        this.header = header;
        this.classes = classes;
    }

    /**
     * Reads the headers of both files.
     *
     * @throws DataFileException if they do not go with one another or with the pipeline
     */
    static ImageRows open(Pipeline pipeline, Path imagesFile, Path labelsFile) throws IOException {
        IdxFile images = IdxFile.open(imagesFile);
        IdxFile labels = IdxFile.open(labelsFile);
        if (images.shape().isEmpty()) {
            throw new DataFileException(
                    imagesFile, "holds single bytes, as labels are; images belong there");
        }
        if (!labels.shape().isEmpty()) {
            throw new DataFileException(
                    labelsFile, "holds items of " + labels.shape() + "; labels belong there");
        }
        if (images.items() != labels.items()) {
            throw new DataFileException(
                    labelsFile,
                    "holds %d labels for the %d images of %s"
                            .formatted(labels.items(), images.items(), imagesFile));
        }
        List<String> header = new ArrayList<>();
        header.add(vector(pipeline, images).field());
        header.addAll(pipeline.target().columns());
        pipeline.features().key().ifPresent(header::add);
        return new ImageRows(images, labels, header, pipeline.target().classes());
    }

    private static VectorColumn vector(Pipeline pipeline, IdxFile images) throws DataFileException {
        List<Column> columns = pipeline.features().columns();
        if (columns.size() != 1
                || !(columns.get(0) instanceof VectorColumn vector)
                || pipeline.target().columns().size() != 1) {
            throw new DataFileException(
                    images.path(),
                    "images need a pipeline with a single column, of type vector, and a single"
                            + " target column");
        }
        if (vector.size() != images.itemSize()) {
            throw new DataFileException(
                    images.path(),
                    "the images have %s = %d pixels, the column %s has size %d"
                            .formatted(
                                    images.shape(),
                                    images.itemSize(),
                                    vector.name(),
                                    vector.size()));
        }
        return vector;
    }

    @Override
    public String describe() {
        return images.path() + ": an image";
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean forEachRow(RowConsumer consumer) throws IOException {
        try (IdxFile.Items pixels = images.read();
                IdxFile.Items answers = labels.read()) {
            for (int image = 0; image < images.items(); image++) {
                String text = text(pixels.next());
                String label = label(answers.next()[0], answers);
                if (!accept(List.of(text, label, Integer.toString(image)), pixels, consumer)) {
                    return false;
                }
            }
            pixels.requireEnd();
            answers.requireEnd();
            return true;
        }
    }

    private boolean accept(List<String> row, IdxFile.Items pixels, RowConsumer consumer)
            throws IOException {
        try {
            return consumer.accept(row.subList(0, header.size()));
        } catch (UnfitFieldException e) {
            throw new DataFileException(
                    images.path(), "at byte " + pixels.offset() + " " + e.getMessage());
        }
    }

    private static String text(byte[] pixels) {
        StringBuilder text = new StringBuilder(4 * pixels.length);
        for (int i = 0; i < pixels.length; i++) {
            text.append(i == 0 ? "" : " ").append(NUMBERS[pixels[i] & 0xFF]);
        }
        return text.toString();
    }

    private String label(byte value, IdxFile.Items answers) throws DataFileException {
        int label = value & 0xFF;
        if (classes.isEmpty()) {
            return NUMBERS[label];
        }
        if (label >= classes.size()) {
            throw new DataFileException(
                    labels.path(),
                    "holds the label %d at byte %d; the pipeline file has %d classes"
                            .formatted(label, answers.offset(), classes.size()));
        }
        return classes.get(label);
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.of(images.items());
    }
}
