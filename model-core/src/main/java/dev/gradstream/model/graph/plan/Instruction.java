package dev.gradstream.model.graph.plan;

/** One entry of a plan, with all that it reads and writes bound. */
interface Instruction {

    /**
     * Computes.
     *
     * @param step number of the step, the first being 1
     */
    void run(long step);
}
