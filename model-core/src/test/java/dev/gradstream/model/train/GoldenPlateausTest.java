package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import dev.gradstream.model.pipeline.PipelineFile;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A {@code ReduceLROnPlateau} that is read from a pipeline file reduces as PyTorch's does. */
class GoldenPlateausTest {

    static Stream<JsonNode> plateaus() {
        return GoldenFile.cases("plateaus.json");
    }

    @ParameterizedTest
    @MethodSource("plateaus")
    void twoHundredObservationsLeaveBothGroupsAtPyTorchsRates(JsonNode golden) throws Exception {
        Optimization optimization = optimization(golden.get("scheduler"));
        ReduceLROnPlateau plateau = (ReduceLROnPlateau) optimization.schedule();
        JsonNode values = golden.get("values");
        assertThat(values).hasSize(200);
        ReduceLROnPlateau.State state = plateau.start();
        int reductions = 0;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i).isNull() ? Double.NaN : values.get(i).asDouble();
            ReduceLROnPlateau.Observed observed = plateau.observe(state, value);
            state = observed.after();
            reductions += observed.reduces() ? 1 : 0;
            JsonNode rates = golden.get("rates").get(i);
            assertThat(optimization.rate(i, reductions))
                    .as("rate after observation " + i)
                    .isEqualTo(rates.get(0).asDouble());
            assertThat(optimization.rate(optimization.lr("0.bias"), i, reductions))
                    .as("rate of the group after observation " + i)
                    .isEqualTo(rates.get(1).asDouble());
        }
        assertThat(reductions).isPositive();
    }

    @Test
    void theFileHoldsReductionsAndRatesThatReachedTheirFloor() {
        assertThat(plateaus().map(golden -> golden.at("/rates/199/0").asDouble()).distinct())
                .hasSizeGreaterThan(6)
                .contains(0.003);
    }

    private static Optimization optimization(JsonNode spec) throws Exception {
        String text =
                """
                name: golden
                kafka: {bootstrap.servers: "localhost:9092"}
                features: {columns: [x]}
                target: {column: y, classes: [no, yes]}
                loss: BCEWithLogitsLoss
                model: [Linear: {out_features: 1}]
                optimizer: {SGD: {lr: 0.1, groups: [{parameters: "0.bias", lr: 0.01}]}}
                validation: {fraction: 0.2}
                lr_scheduler: %s
                """
                        .formatted(spec);
        return PipelineFile.parse(text, "golden.yaml", Map.of()).optimization();
    }
}
