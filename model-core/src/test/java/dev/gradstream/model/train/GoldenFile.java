package dev.gradstream.model.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code golden_training.py} wrote. */
final class GoldenFile {
    private GoldenFile() {}

    /** The cases of a file of {@code golden/}. */
    static Stream<JsonNode> cases(String name) {
        try (InputStream file = GoldenFile.class.getResourceAsStream("/golden/" + name)) {
            JsonNode cases = new ObjectMapper().readTree(file);
            return StreamSupport.stream(cases.spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static float[] floats(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.asText());
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    static double[] doubles(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
