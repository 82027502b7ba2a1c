package dev.gradstream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class PipelineTextTest {
    private static final String YAML =
            """
            name: toy
            kafka: {bootstrap.servers: localhost:9092, ssl.key.password: "${SECRET}"}
            features: {format: csv, columns: [a, b]}
            target: {column: label, classes: [no, yes]}
            model: [{Linear: {out_features: 1}}]
            loss: BCEWithLogitsLoss
            optimizer: {SGD: {lr: 0.1}}
            """;

    @Test
    void meansTheSameWithoutTheEnvironment() throws Exception {
        PipelineText text = PipelineText.of(YAML, "toy.yaml", Map.of("SECRET", "sesame"));
        PipelineText arrived = InstantiationUtil.clone(text);

        assertThat(arrived.get().kafka()).containsEntry("ssl.key.password", "sesame");
        assertThat(arrived.get()).isEqualTo(text.get());
    }

    @Test
    void tellsNoSecrets() throws Exception {
        assertThat(PipelineText.of(YAML, "toy.yaml", Map.of("SECRET", "sesame")))
                .hasToString("toy.yaml");
    }
}
