package dev.gradstream.model.graph.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of floats that stay in the cache from one kernel to the next. Shared by the plans of one
 * learner, which run one after the other.
 */
public final class Workspace {
    /** Floats in a block: large enough to hide the cost of a call, small enough for the cache. */
    static final int BLOCK = 2048;

    private final BlockLoops loops = new BlockLoops();
    private final List<float[]> blocks = new ArrayList<>();

    BlockLoops loops() {
        return loops;
    }

    /** The block of that number, from 0. */
    float[] block(int number) {
        while (blocks.size() <= number) {
            blocks.add(new float[BLOCK]);
        }
        return blocks.get(number);
    }
}
