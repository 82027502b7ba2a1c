package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.DropoutMask;

/** Draws a mask, on the CPU whatever the machine, so that it is the same everywhere. */
final class MaskKernel implements Instruction {
    private final DropoutMask mask;
    private final Slice to;
    private final float[] values;

    MaskKernel(DropoutMask mask, Slice to) {
        this.mask = mask;
        this.to = to;
        this.values = new float[to.length()];
    }

    @Override
    public void run(long step) {
        for (int i = 0; i < values.length; i++) {
            values[i] = mask.value(step, i);
        }
        to.put(values, 0, values.length);
    }
}
