package dev.gradstream.model.graph.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.factory.Nd4j;

/** Which graphics processors ND4J's CUDA library holds machine code for. */
final class CudaDevices {
    /** Read from the library of nd4j-cuda-11.6 1.0.0-M2.1, which holds no PTX to translate. */
    private static final Set<String> SUPPORTED =
            Set.of("3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6");

    private static final String DEVICES = "cuda.devicesInformation";
    private static final String NAME = "cuda.deviceName";
    private static final String MAJOR = "cuda.deviceMajor";
    private static final String MINOR = "cuda.deviceMinor";

    private CudaDevices() {}

    /** What is wrong with the devices of this machine. */
    static Optional<String> problem() {
        Object devices =
                Nd4j.getExecutioner().getEnvironmentInformation().getOrDefault(DEVICES, List.of());
        return devices instanceof List<?> list
                ? list.stream().flatMap(device -> problem((Map<?, ?>) device).stream()).findFirst()
                : Optional.empty();
    }

    /** What is wrong with a device. */
    static Optional<String> problem(Map<?, ?> device) {
        String capability = device.get(MAJOR) + "." + device.get(MINOR);
        return SUPPORTED.contains(capability)
                ? Optional.empty()
                : Optional.of(
                        "ND4J's CUDA library has no code for "
                                + device.get(NAME)
                                + " (compute capability "
                                + capability
                                + "); it runs on "
                                + SUPPORTED.stream().sorted().toList()
                                + ". Use such a device, or the CPU build");
    }
}
