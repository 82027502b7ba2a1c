package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.pipeline.PipelineFile;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules that are read from a pipeline file give PyTorch's learning rates and momenta. */
class GoldenSchedulesTest {

    static Stream<JsonNode> schedules() {
        return GoldenFile.cases("schedules.json");
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void twoHundredStepsHavePyTorchsRates(JsonNode golden) throws Exception {
        LearningRateSchedule schedule = schedule(golden.get("scheduler"));
        double lr = golden.get("lr").asDouble();
        double[] rates = GoldenFile.doubles(golden.get("rates"));
        assertThat(rates).hasSize(200);
        for (int step = 0; step < rates.length; step++) {
            assertThat(schedule.rate(lr, step))
                    .as("rate of step " + step)
                    .isCloseTo(rates[step], within(1e-12 + 1e-9 * rates[step]));
        }
        double[] momenta = GoldenFile.doubles(golden.get("momenta"));
        assertThat(schedule.momentum().isPresent()).isEqualTo(momenta.length > 0);
        for (int step = 0; step < momenta.length; step++) {
            assertThat(schedule.momentum().orElseThrow().applyAsDouble(step))
                    .as("momentum of step " + step)
                    .isCloseTo(momenta[step], within(1e-9));
        }
    }

    private static LearningRateSchedule schedule(JsonNode spec) throws Exception {
        String text =
                """
                name: golden
                kafka: {bootstrap.servers: "localhost:9092"}
                features: {columns: [x]}
                target: {column: y}
                loss: MSELoss
                model: [Linear: {out_features: 1}]
                optimizer: {SGD: {lr: 0.1, momentum: 0.9}}
                lr_scheduler: %s
                """
                        .formatted(spec);
        return PipelineFile.parse(text, "golden.yaml", Map.of()).optimization().schedule();
    }
}
