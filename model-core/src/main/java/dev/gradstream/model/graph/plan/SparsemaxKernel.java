package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.SparsemaxThreshold;

/**
 * Thresholds of rows, of both precisions and on any device: what a row needs is a sort, for which
 * ND4J has nothing better.
 */
final class SparsemaxKernel implements Instruction {
    private final Slice rows;
    private final Slice thresholds;
    private final double[] row;

    SparsemaxKernel(Slice rows, Slice thresholds) {
        this.rows = rows;
        this.thresholds = thresholds;
        row = new double[rows.length() / thresholds.length()];
    }

    @Override
    public void run(long step) {
        for (int i = 0; i < thresholds.length(); i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = rows.vector().get(rows.offset() + i * row.length + j);
            }
            thresholds.vector().put(thresholds.offset() + i, SparsemaxThreshold.of(row));
        }
    }
}
