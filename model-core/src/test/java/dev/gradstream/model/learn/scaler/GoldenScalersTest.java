package dev.gradstream.model.learn.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.model.data.Scaling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are scaled as real scikit-learn scales them: {@code golden_scalers.py}. */
class GoldenScalersTest {

    @ParameterizedTest
    @CsvSource({
        "standard, 1",
        "standard, 7",
        "standard, 400",
        "min_max, 1",
        "min_max, 7",
        "min_max, 400"
    })
    void scalesAsScikitLearn(String kind, int batchSize) throws IOException {
        JsonNode golden = golden();
        int columns = golden.get("columns").asInt();
        float[] rows = floats(bytes(golden, "rows"));
        double[] expected = doubles(bytes(golden, kind));
        Scaler scaler = Scaler.of(scaling(kind), columns);
        for (int from = 0; from < rows.length; from += batchSize * columns) {
            float[] batch =
                    Arrays.copyOfRange(
                            rows, from, Math.min(rows.length, from + batchSize * columns));
            scaler.learn(batch, batch.length / columns);
        }

        float[] scaled = new float[rows.length];
        scaler.scale(rows, 0, rows.length / columns, scaled);
        for (int i = 0; i < rows.length; i++) {
            assertThat((double) scaled[i])
                    .as("row %d, column %d", i / columns, i % columns)
                    .isCloseTo(expected[i], within(1e-6 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private static Scaling scaling(String kind) {
        return kind.equals("standard") ? Scaling.STANDARD : Scaling.MIN_MAX;
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = GoldenScalersTest.class.getResourceAsStream("/golden/scalers.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static ByteBuffer bytes(JsonNode golden, String field) {
        byte[] bytes = Base64.getDecoder().decode(golden.get(field).asText());
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static float[] floats(ByteBuffer bytes) {
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private static double[] doubles(ByteBuffer bytes) {
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }
}
