package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.CounterRandom;
import dev.gradstream.model.graph.DropoutMask;
import java.util.stream.IntStream;

/** Draws a mask, on the CPU whatever the machine, so that it is the same everywhere. */
final class MaskKernel implements Instruction {
    /** A loop that computes with its own counter is not vectorised, one that reads it is. */
    private static final int[] PLACES = IntStream.range(0, Workspace.BLOCK).toArray();

    private final DropoutMask mask;
    private final Slice to;
    private final int[] bits = new int[Workspace.BLOCK];
    private final float[] values = new float[Workspace.BLOCK];

    MaskKernel(DropoutMask mask, Slice to) {
        this.mask = mask;
        this.to = to;
    }

    @Override
    public void run(long step) {
        long key = CounterRandom.stepKey(mask.key(), step);
        for (int at = 0; at < to.length(); at += Workspace.BLOCK) {
            int n = Math.min(Workspace.BLOCK, to.length() - at);
            draw(key, at, mask.threshold(), mask.keptBits(), bits, n);
            for (int i = 0; i < n; i++) {
                values[i] = Float.intBitsToFloat(bits[i]);
            }
            to.vector().put(to.offset() + at, values, 0, n);
        }
    }

    private static void draw(long key, int at, int threshold, int kept, int[] out, int n) {
        for (int i = 0; i < n; i++) {
            int drawn = CounterRandom.bits(key, PLACES[i] + at);
            out[i] = CounterRandom.unlessBelow(threshold, drawn, kept);
        }
    }
}
