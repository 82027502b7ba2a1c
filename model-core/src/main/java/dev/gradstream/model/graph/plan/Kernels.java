package dev.gradstream.model.graph.plan;

/** What elementwise primitives and row sums are computed by. Matrix products are always ND4J's. */
public enum Kernels {
    /** Java loops over blocks, neighbours fused. Needs a CPU and {@link Precision#FLOAT}. */
    BLOCKS,
    /** ND4J's operations, one by one. */
    ND4J;

    /** The faster kind on the machine that ND4J computes on. */
    public static Kernels fastest() {
        return NativeRuntime.onCpu() ? BLOCKS : ND4J;
    }
}
