package dev.gradstream.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainJobTest {
    private static final String PIPELINE =
            """
            name: small
            kafka: {bootstrap.servers: "127.0.0.1:1"}
            features: {format: json, columns: [x, y]}
            target: {column: inside, classes: ["no", "yes"]}
            model:
              - Linear: {out_features: 1}
            loss: BCEWithLogitsLoss
            optimizer: {SGD: {lr: 0.1}}
            """;

    @TempDir private Path folder;

    @Test
    void parametersOfAnotherModelAreRefusedBeforeAnythingIsSubmitted() throws Exception {
        Path pipeline = Files.writeString(folder.resolve("small.yaml"), PIPELINE);
        Path other = Path.of("src/test/resources/golden/train/init.safetensors");

        assertThatThrownBy(
                        () ->
                                TrainJob.main(
                                        new String[] {
                                            "--pipeline", pipeline.toString(),
                                            "--init", other.toString()
                                        }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.weight");
    }
}
