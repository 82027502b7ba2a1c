package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CudaDevicesTest {

    @Test
    void anAmpereCardRuns() {
        assertThat(CudaDevices.problem(device("A100", 8, 0))).isEmpty();
    }

    @Test
    void aHopperCardIsNamedWithWhatWouldRun() {
        assertThat(CudaDevices.problem(device("H100", 9, 0)))
                .hasValueSatisfying(
                        problem ->
                                assertThat(problem)
                                        .contains("H100 (compute capability 9.0)", "8.6", "CPU"));
    }

    private static Map<String, Object> device(String name, int major, int minor) {
        return Map.of(
                "cuda.deviceName", name, "cuda.deviceMajor", major, "cuda.deviceMinor", minor);
    }
}
