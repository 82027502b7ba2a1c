package dev.gradstream.job.replay.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageRowsTest {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;
    private static final byte[] PIXELS = {0, 1, 2, 3, 4, (byte) 255, 6, 7, 8, 9, 10, 11};

    @TempDir private Path folder;

    @Test
    void anImageIsAVectorAndItsLabelTheClassOfThatNumber() throws Exception {
        Replay.Rows rows =
                open(pipeline("json", 6), images(PIXELS, 2, 2, 3), labels(new byte[] {2, 0}, 2));

        assertThat(values(rows))
                .containsExactly(
                        "{\"pixels\":[0,1,2,3,4,255],\"label\":\"coat\",\"n\":\"0\"}",
                        "{\"pixels\":[6,7,8,9,10,11],\"label\":\"shirt\",\"n\":\"1\"}");
        assertThat(rows.count()).hasValue(2);
    }

    @Test
    void packedFilesOfAnyNameAreRead() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Files.readAllBytes(images(PIXELS, 2, 2, 3)));
        }
        Path images = Files.write(folder.resolve("pictures"), packed.toByteArray());
        Pipeline pipeline =
                Pipelines.of(
                        "format: float32, columns: [{name: p, type: vector, size: 6}]",
                        "column: y",
                        "MSELoss",
                        1);
        List<FeatureRecord> records = new ArrayList<>();
        open(pipeline, images, labels(new byte[] {9, 0}, 2)).forEach(records::add);

        ByteBuffer row = ByteBuffer.wrap(records.get(0).value()).order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[7];
        row.asFloatBuffer().get(numbers);
        assertThat(numbers).containsExactly(0, 1, 2, 3, 4, 255, 9);
    }

    @Test
    void filesThatAreCutOffOrTooLongSayWhere() throws Exception {
        Path labels = labels(new byte[] {0, 0}, 2);
        Path cut = images(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 3);
        assertFails(
                cut + ": ends at byte 24, in item 1 of the 2 that its header promises",
                cut,
                labels);
        Path more = images(new byte[13], 2, 2, 3);
        assertFails(
                more + ": goes on at byte 28, behind the 2 items that its header promises",
                more,
                labels);
        Path short1 = labels(new byte[] {0}, 2);
        assertFails(
                short1 + ": ends at byte 9, in item 1 of the 2 that its header promises",
                images(PIXELS, 2, 2, 3),
                short1);
        Path header = Files.write(folder.resolve("h-ubyte"), new byte[] {0, 0, 8, 3, 0});
        assertFails(header + ": ends in the middle of an IDX file's header", header, labels);
    }

    @Test
    void filesThatDoNotGoTogetherAreRefused() throws Exception {
        Path images = images(PIXELS, 2, 2, 3);
        Path labels = labels(new byte[] {0, 0}, 2);
        Path three = labels(new byte[3], 3);
        assertFails(three + ": holds 3 labels for the 2 images of " + images, images, three);
        assertFails(images + ": holds items of 2 x 3; labels belong there", images, images);
        assertFails(
                labels + ": holds single bytes, as labels are; images belong there",
                labels,
                labels);
        Path unknown = labels(new byte[] {0, 3}, 2);
        assertFails(
                unknown + ": holds the label 3 at byte 9; the pipeline file has 3 classes",
                images,
                unknown);
        Path floats = idx("f-ubyte", 0xD03, new byte[24], 1, 2, 3);
        assertFails(
                floats + ": begins with 0x00000d03; an IDX file of unsigned bytes", floats, labels);
        Path huge = idx("x-ubyte", IMAGES, new byte[0], 1, 1 << 20, 1 << 20);
        assertFails(huge + ": says that it holds 1 items of 1048576 x 1048576 bytes", huge, labels);
    }

    @Test
    void thePipelineMustBeOneOfImages() throws Exception {
        Path images = images(PIXELS, 2, 2, 3);
        Path labels = labels(new byte[2], 2);
        assertThatThrownBy(() -> open(pipeline("json", 7), images, labels))
                .hasMessage(
                        images
                                + ": the images have 2 x 3 = 6 pixels, the column pixels has size"
                                + " 7");
        Pipeline numbers = Pipelines.of("columns: [a, b]", "column: y", "MSELoss", 1);
        assertThatThrownBy(() -> open(numbers, images, labels))
                .hasMessageStartingWith(images + ": images need a pipeline with a single column");
        assertThatThrownBy(() -> DataFile.open(pipeline("json", 6), images, Optional.empty()))
                .hasMessage(images + ": images need their labels; name that file by --labels");
        Path csv = Files.writeString(folder.resolve("a.csv"), "a\n");
        assertThatThrownBy(() -> open(numbers, csv, labels))
                .hasMessage(
                        csv
                                + ": is no IDX file of images; --labels is for those, or for a"
                                + " pipeline that has labels");
    }

    private void assertFails(String message, Path images, Path labels) {
        assertThatThrownBy(() -> values(open(pipeline("json", 6), images, labels)))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(message);
    }

    private static Pipeline pipeline(String format, int size) throws Exception {
        return Pipelines.of(
                "format: %s, key: n, columns: [{name: pixels, type: vector, size: %d}]"
                        .formatted(format, size),
                "column: label, classes: [shirt, dress, coat]",
                "CrossEntropyLoss",
                3);
    }

    private static Replay.Rows open(Pipeline pipeline, Path images, Path labels)
            throws IOException {
        return DataFile.open(pipeline, images, Optional.of(labels));
    }

    private static List<String> values(Replay.Rows rows) throws IOException {
        List<String> values = new ArrayList<>();
        rows.forEach(record -> values.add(new String(record.value(), UTF_8)));
        return values;
    }

    private Path images(byte[] pixels, int... sizes) throws IOException {
        return idx("images-idx3-ubyte", IMAGES, pixels, sizes);
    }

    private Path labels(byte[] labels, int count) throws IOException {
        return idx("labels-idx1-ubyte", LABELS, labels, count);
    }

    private Path idx(String name, int magic, byte[] content, int... sizes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(magic);
        for (int size : sizes) {
            out.writeInt(size);
        }
        out.write(content);
        Path inside = Files.createTempDirectory(folder, "idx");
        return Files.write(inside.resolve(name), bytes.toByteArray());
    }
}
