package dev.gradstream.model.data.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what numpy makes of the same series: {@code golden_sequences.py}. */
class GoldenSequencesTest {
    private static final JsonNode GOLDEN = golden();

    private static JsonNode golden() {
        try (InputStream file =
                GoldenSequencesTest.class.getResourceAsStream("/golden/sequences.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void examplesAreThose(JsonNode golden) throws Exception {
        SequencedRecords records =
                new SequencedRecords(
                        SequencedRecords.pipeline(
                                """
                                name: golden
                                kafka: {bootstrap.servers: nowhere}
                                features: {key: series, %s}
                                target: {column: y}
                                model: [Linear: {out_features: 1}]
                                loss: MSELoss
                                optimizer: SGD
                                """
                                        .formatted(golden.get("features").asText())));
        List<List<Float>> examples = new ArrayList<>();
        JsonNode table = GOLDEN.get("records");
        for (int i = 0; i < table.size(); i++) {
            JsonNode row = table.get(i);
            String json =
                    "{\"series\":%s,\"a\":%s,\"b\":%s,\"y\":%s}"
                            .formatted(row.get(0), row.get(1), row.get(2), row.get(3));
            if (records.take(json)) {
                assertThat(records.example().target()).containsExactly((float) row.get(3).asInt());
                List<Float> example = new ArrayList<>(List.of((float) i));
                for (float value : records.example().features()) {
                    example.add(value);
                }
                examples.add(example);
            }
        }

        List<List<Float>> expected = new ArrayList<>();
        for (JsonNode row : golden.get("examples")) {
            expected.add(
                    StreamSupport.stream(row.spliterator(), false)
                            .map(value -> (float) value.asInt())
                            .toList());
        }
        assertThat(examples).isNotEmpty().isEqualTo(expected);
    }
}
