package dev.gradstream.model.data.column;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Missing;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.field.MurmurHash3;
import dev.gradstream.model.data.format.JsonRecordDecoder;
import dev.gradstream.model.data.format.RecordSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hashes are those of scikit-learn: {@code src/test/python/golden_hashes.py}. */
class HashedColumnTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void hashesAsScikitLearn() throws IOException {
        for (JsonNode expected : golden().get("cases")) {
            byte[] text = expected.get("text").textValue().getBytes(StandardCharsets.UTF_8);
            byte[] inside = new byte[text.length + 9];
            System.arraycopy(text, 0, inside, 4, text.length);
            assertThat(MurmurHash3.of(inside, 4, 4 + text.length))
                    .as(expected.toString())
                    .isEqualTo(expected.get("hash").intValue());
        }
    }

    @Test
    void anEmptyTextHashesToZeroAsInTheOriginal() {
        assertThat(MurmurHash3.of(new byte[0], 0, 0)).isZero();
    }

    @Test
    void placesATextAsFeatureHasherDoes() throws IOException, RefusedRecordException {
        JsonNode golden = golden();
        for (int i = 0; i < golden.get("buckets").size(); i++) {
            int buckets = golden.get("buckets").get(i).intValue();
            if (buckets <= 1000) {
                for (JsonNode expected : golden.get("cases")) {
                    assertPlaced(
                            buckets, expected.get("text").textValue(), expected.at("/places/" + i));
                }
            }
        }
        int large = 1 << 20;
        assertPlaced(large, golden.at("/cases/1/text").textValue(), golden.at("/cases/1/places/4"));
    }

    private static void assertPlaced(int buckets, String text, JsonNode place)
            throws IOException, RefusedRecordException {
        float[] features = hashed(List.of("a"), buckets, JSON.createObjectNode().put("a", text));
        float[] expected = new float[buckets];
        expected[place.get(0).intValue()] = place.get(1).intValue();
        assertThat(features).as(text).isEqualTo(expected);
    }

    @Test
    void aCrossIsTheHashOfTheTextsWithASeparator() throws IOException, RefusedRecordException {
        JsonNode crossed = JSON.createObjectNode().put("b", 7).put("a", "Berlin");
        JsonNode joined = JSON.createObjectNode().put("a", "Berlin\u001f7");

        assertThat(hashed(List.of("a", "b"), 1000, crossed))
                .isEqualTo(hashed(List.of("a"), 1000, joined));
    }

    @Test
    void aCrossOfWhatIsMissingIsNothing() throws IOException, RefusedRecordException {
        JsonNode crossed = JSON.createObjectNode().putNull("b").put("a", "Berlin");

        assertThat(hashed(List.of("a", "b"), 10, crossed)).containsOnly(0f);
    }

    private static float[] hashed(List<String> fields, int buckets, JsonNode record)
            throws IOException, RefusedRecordException {
        RecordSchema schema =
                new RecordSchema(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new HashedColumn("h", fields, buckets)),
                        Missing.ZERO,
                        TargetSchema.of("y", List.of(), false));
        Example example = new Example(buckets, 1);
        ObjectNode whole = record.deepCopy();
        new JsonRecordDecoder(schema)
                .decode(null, 0, JSON.writeValueAsBytes(whole.put("y", 0)), example);
        return example.features();
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = HashedColumnTest.class.getResourceAsStream("/golden/hashes.json")) {
            return JSON.readTree(in);
        }
    }
}
