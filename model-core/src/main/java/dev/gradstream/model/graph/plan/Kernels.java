package dev.gradstream.model.graph.plan;

/** What primitives are computed by. */
public enum Kernels {
    /**
     * Java loops over blocks, neighbours fused, and matrix products of OpenBLAS. Needs a CPU and
     * {@link Precision#FLOAT}.
     */
    BLOCKS,
    /** ND4J's operations, one by one. */
    ND4J;

    /** The faster kind on the machine that ND4J computes on. */
    public static Kernels fastest() {
        return NativeRuntime.onCpu() ? BLOCKS : ND4J;
    }
}
