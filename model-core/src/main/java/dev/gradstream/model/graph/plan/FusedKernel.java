package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.plan.Blocks.Stage;

/** Runs all stages over one block of the elements, then over the next. */
final class FusedKernel implements Instruction {
    private final Runnable[] before;
    private final Stage[] stages;
    private final int elements;
    private final int block;

    /**
     * @param before read numbers that hold for the whole run
     * @param elements of the tensors that are computed
     * @param rowWidth their last dimension; a block holds whole rows where it can
     */
    FusedKernel(Runnable[] before, Stage[] stages, int elements, int rowWidth) {
        this.before = before;
        this.stages = stages;
        this.elements = elements;
        this.block = Math.max(1, Workspace.BLOCK / rowWidth) * Math.min(rowWidth, Workspace.BLOCK);
    }

    @Override
    public void run(long step) {
        for (Runnable reader : before) {
            reader.run();
        }
        for (int at = 0; at < elements; at += block) {
            int n = Math.min(block, elements - at);
            for (Stage stage : stages) {
                stage.run(at, n);
            }
        }
    }
}
