package dev.gradstream.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SafeTensorsTest {

    @Test
    void writesTheBytesThatPythonWrites() throws IOException {
        assertThat(SafeTensors.encode(goldenSnapshot())).isEqualTo(golden("snapshot"));
    }

    @Test
    void readsWhatPythonWrote() throws IOException {
        assertThat(SafeTensors.decode(golden("snapshot")))
                .usingRecursiveComparison()
                .isEqualTo(goldenSnapshot());
    }

    @Test
    void readsWhatFormatVersion1Wrote() throws IOException {
        assertThat(SafeTensors.decode(golden("snapshot-version-1")))
                .usingRecursiveComparison()
                .isEqualTo(goldenSnapshot());
    }

    @Test
    void readsATargetThatIsScaled() throws IOException {
        assertThat(SafeTensors.decode(golden("snapshot-regression")))
                .usingRecursiveComparison()
                .isEqualTo(goldenRegression());
        assertThat(SafeTensors.encode(goldenRegression())).isEqualTo(golden("snapshot-regression"));
    }

    @Test
    void readsParametersAloneInTheOrderOfTheFile() throws IOException {
        Snapshot snapshot = SafeTensors.decode(golden("parameters"));

        assertThat(snapshot.parameters().parameters())
                .extracting(Parameter::name)
                .containsExactly("0.bias", "0.weight", "2.weight");
        assertThat(snapshot.parameters().get("0.weight"))
                .usingRecursiveComparison()
                .isEqualTo(goldenSnapshot().parameters().get("0.weight"));
        assertThat(snapshot.model()).isEmpty();
        assertThat(snapshot.version()).isZero();
        assertThat(snapshot.columns()).isEmpty();
        assertThat(snapshot.scalers()).isEqualTo(ScalerStates.NONE);
    }

    @Test
    void keepsEveryBitOfNumbers() {
        Random random = new Random(5);
        double[] mean = random.doubles(2000, -1e12, 1e12).toArray();
        double[] m2 = random.doubles(2000).map(x -> Math.exp(1400 * x - 700)).toArray();
        double[] min = Arrays.stream(mean).map(x -> x - 1 / 3.0).toArray();
        float[] values = new float[2000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        Snapshot snapshot =
                new Snapshot(
                        "m",
                        Long.MAX_VALUE,
                        1,
                        2,
                        Map.of("training.loss", Math.nextUp(0.1)),
                        List.of(new OffsetRange(3, 0, Long.MAX_VALUE)),
                        ModelDesign.UNKNOWN,
                        new ScalerStates(
                                new ScalerState.Standard(Math.nextUp(9.1), mean, m2),
                                new ScalerState.MinMax(Long.MAX_VALUE, min, mean)),
                        new StateDict(List.of(new Parameter("0.weight", List.of(40, 50), values))));

        Snapshot decoded = SafeTensors.decode(SafeTensors.encode(snapshot));

        assertThat(decoded.version()).isEqualTo(Long.MAX_VALUE);
        assertThat(decoded.metrics()).isEqualTo(snapshot.metrics());
        assertThat(decoded.scalers()).usingRecursiveComparison().isEqualTo(snapshot.scalers());
        assertThat(bits(decoded.parameters().parameters().get(0).values())).isEqualTo(bits(values));
    }

    @Test
    void keepsWhatScalersKnowOfMissingValues() {
        ScalerStates scalers =
                new ScalerStates(
                        new ScalerState.Standard(
                                7.5, numbers(1, 2), numbers(3, 4), numbers(7.5, 1 / 3.0)),
                        new ScalerState.MinMax(
                                7, numbers(1, 0), numbers(2, 0), numbers(7, 0), numbers(1.5, 0)));
        Snapshot golden = goldenSnapshot();
        Snapshot snapshot =
                new Snapshot(
                        "m",
                        1,
                        1,
                        1,
                        Map.of(),
                        List.of(),
                        ModelDesign.UNKNOWN,
                        scalers,
                        golden.parameters());

        assertThat(SafeTensors.decode(SafeTensors.encode(snapshot)).scalers())
                .usingRecursiveComparison()
                .isEqualTo(scalers);
    }

    private static double[] numbers(double... numbers) {
        return numbers;
    }

    @Test
    void metricsAreWrittenInOneOrder() {
        Snapshot one = goldenSnapshot().published(1, Map.of("a", 1.0, "b", 2.0, "c", 3.0));
        Snapshot other = goldenSnapshot().published(1, Map.of("c", 3.0, "b", 2.0, "a", 1.0));

        assertThat(SafeTensors.encode(one)).isEqualTo(SafeTensors.encode(other));
    }

    @Test
    void dataBeginsAtAMultipleOfEightWhateverTheHeader() {
        for (int i = 0; i < 16; i++) {
            byte[] bytes = SafeTensors.encode(named("m".repeat(i)));

            assertThat(bytes.length - 4 * 10).as("name of %d", i).matches(at -> at % 8 == 0);
            assertThat(SafeTensors.decode(bytes).model()).hasSize(i);
        }
    }

    @Test
    void pyTorchsCountOfBatchesIsLeftOutAndAllAroundItIsRead() {
        String header =
                """
                {"1.running_var":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},\
                "1.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[4,12]},\
                "2.bias":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}""";
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(Long.BYTES + json.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json).putFloat(2.5f).putLong(77).putFloat(-1f);

        List<Parameter> read = SafeTensors.decode(file.array()).parameters().parameters();

        assertThat(read.stream().map(Parameter::name)).containsExactly("1.running_var", "2.bias");
        assertThat(read.get(0).values()).containsExactly(2.5f);
        assertThat(read.get(1).values()).containsExactly(-1f);
    }

    @Test
    void noTruncatedOrLengthenedFileIsASnapshot() throws IOException {
        byte[] whole = golden("snapshot");
        for (int length = 0; length <= whole.length + 8; length++) {
            if (length == whole.length) {
                continue;
            }
            byte[] bytes = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SafeTensors.decode(bytes))
                    .as("%d bytes", length)
                    .isInstanceOf(SnapshotFormatException.class);
        }
    }

    @Test
    void brokenBytesAreRefusedOrReadButNothingElse() throws IOException {
        byte[] whole = golden("snapshot");
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(SafeTensors.decode(bytes).parameters().parameters()).hasSizeLessThan(4);
            } catch (SnapshotFormatException e) {
                assertThat(e).hasMessageMatching("(?s).{10,}");
            }
        }
    }

    static Snapshot goldenSnapshot() {
        return new Snapshot(
                "größe",
                7,
                1200,
                38400,
                Map.of("validation.accuracy", 0.96875, "training.loss", 0.125),
                List.of(new OffsetRange(0, 3, 40000), new OffsetRange(2, 0, 5_000_000_000L)),
                new ModelDesign(
                        List.of("width", "the \"height\"", "depth"),
                        List.of("diagnosis"),
                        List.of("benign", "malignant"),
                        "standard",
                        "none",
                        List.of("Linear[outFeatures=2, bias=true]", "ReLU[]"),
                        "BCEWithLogitsLoss[]"),
                ScalerStates.of(
                        new ScalerState.Standard(
                                38400,
                                new double[] {0.1, -2.5, 1234.5678},
                                new double[] {0.0, 1.0 / 3, 17.25})),
                new StateDict(
                        List.of(
                                new Parameter(
                                        "0.weight",
                                        List.of(2, 3),
                                        new float[] {0.5f, -1.25f, 3f, 1e-3f, 0.1f, -7f}),
                                new Parameter("0.bias", List.of(2), new float[] {0f, -0f}),
                                new Parameter(
                                        "2.weight", List.of(1, 2), new float[] {1.5f, 1f / 3}))));
    }

    /** The same parameters as if they predicted two numbers. */
    private static Snapshot goldenRegression() {
        Snapshot golden = goldenSnapshot();
        return new Snapshot(
                golden.model(),
                golden.version(),
                golden.step(),
                golden.examples(),
                golden.metrics(),
                golden.lineage(),
                new ModelDesign(
                        golden.columns(),
                        List.of("price", "rent"),
                        List.of(),
                        "standard",
                        "min_max",
                        golden.design().layers(),
                        "MSELoss[]"),
                new ScalerStates(
                        new ScalerState.Standard(
                                999.5,
                                new double[] {0.1, -2.5, 1234.5678},
                                new double[] {0.0, 1.0 / 3, 17.25}),
                        new ScalerState.MinMax(
                                38400, new double[] {-0.5, 100}, new double[] {0.25, 250000})),
                golden.parameters());
    }

    private static Snapshot named(String name) {
        Snapshot golden = goldenSnapshot();
        return new Snapshot(
                name,
                golden.version(),
                golden.step(),
                golden.examples(),
                golden.metrics(),
                golden.lineage(),
                golden.design(),
                golden.scalers(),
                golden.parameters());
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in =
                SafeTensorsTest.class.getResourceAsStream(
                        "/safetensors/" + name + ".safetensors")) {
            return in.readAllBytes();
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
