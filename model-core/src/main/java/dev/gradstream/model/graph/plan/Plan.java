package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph ready to run for one batch size: memory, operations and contexts are there, a run is a
 * loop over an array. Owns its memory, except for what was bound. Not thread-safe.
 */
public final class Plan implements AutoCloseable {
    private final Instruction[] instructions;
    private final Map<Tensor, Slice> memory;
    private final VectorPool pool;

    Plan(List<Instruction> instructions, Map<Tensor, Slice> memory, VectorPool pool) {
        this.instructions = instructions.toArray(Instruction[]::new);
        this.memory = Map.copyOf(memory);
        this.pool = pool;
    }

    /**
     * Where an input or a result lies.
     *
     * @throws IllegalArgumentException if the plan has no such tensor
     */
    public Slice memory(Tensor tensor) {
        return Optional.ofNullable(memory.get(tensor))
                .orElseThrow(() -> new IllegalArgumentException("not in this plan: " + tensor));
    }

    /**
     * Computes all results from what the inputs hold.
     *
     * @param step number of the step, the first being 1: random masks and scheduled numbers are
     *     functions of it
     */
    public void run(long step) {
        for (Instruction instruction : instructions) {
            instruction.run(step);
        }
    }

    /** Frees the memory. */
    @Override
    public void close() {
        pool.close();
    }
}
