package dev.gradstream.model.graph.plan;

import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J, started once with the settings that a learner needs: the right BLAS core type, and one
 * thread for each trainer.
 */
final class NativeRuntime {
    private static final String CUDA = "org/nd4j/linalg/jcublas/JCublasBackend.class";

    private static final NativeRuntime STARTED = load();

    private final boolean onCpu;
    private final Optional<String> problem;

    private NativeRuntime(boolean onCpu, Optional<String> problem) {
        this.onCpu = onCpu;
        this.problem = problem;
    }

    /**
     * Starts ND4J where it has not been started.
     *
     * @throws IllegalStateException at every call, naming why nothing can be computed here
     */
    static void start() {
        STARTED.problem.ifPresent(NativeRuntime::refuse);
    }

    /** Whether arrays live in the memory of the CPU. */
    static boolean onCpu() {
        return STARTED.onCpu;
    }

    private static NativeRuntime load() {
        BlasEnvironment.prepare();
        try {
            if (!Nd4j.getEnvironment().isCPU()) {
                return new NativeRuntime(false, CudaDevices.problem());
            }
        } catch (LinkageError e) {
            return new NativeRuntime(false, Optional.of(absent(e)));
        }
        Nd4j.getEnvironment().setMaxThreads(BlasEnvironment.threads());
        Nd4j.getEnvironment().setMaxMasterThreads(BlasEnvironment.threads());
        return new NativeRuntime(true, Optional.empty());
    }

    private static String absent(LinkageError failure) {
        if (NativeRuntime.class.getClassLoader().getResource(CUDA) != null) {
            return "ND4J's CUDA library finds no graphics processor: it needs NVIDIA's driver, and in a"
                    + " container --gpus all. Or use the CPU build";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "ND4J's natives cannot be loaded: " + root.getMessage();
    }

    private static void refuse(String problem) {
        throw new IllegalStateException(problem);
    }
}
