package dev.gradstream.model.graph.plan;

import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J, started once with the settings that a learner needs: the right BLAS core type, and one
 * thread for each trainer.
 */
final class NativeRuntime {
    private static final boolean ON_CPU = load();

    private NativeRuntime() {}

    /** Starts ND4J where it has not been started. */
    static void start() {
        // Whoever calls has initialised this class, which is all there is to do.
    }

    /** Whether arrays live in the memory of the CPU. */
    static boolean onCpu() {
        return ON_CPU;
    }

    private static boolean load() {
        BlasEnvironment.prepare();
        boolean onCpu = Nd4j.getEnvironment().isCPU();
        if (onCpu) {
            Nd4j.getEnvironment().setMaxThreads(BlasEnvironment.threads());
            Nd4j.getEnvironment().setMaxMasterThreads(BlasEnvironment.threads());
        } else {
            CudaDevices.requireSupported();
        }
        return onCpu;
    }
}
