package dev.gradstream.model.graph;

import java.util.Arrays;
import java.util.List;

/**
 * For each row z the number τ with Σ max(z − τ, 0) = 1: {@code [rows, n]} to {@code [rows, 1]}
 * (Martins and Astudillo, arXiv:1602.02068, algorithm 1). No gradient flows through it: it serves
 * where the derivative by τ is 0, as in the sparsemax loss.
 */
public record SparsemaxThreshold() implements Primitive {

    @Override
    public Shape shape(List<Shape> inputs) {
        return inputs.get(0).column();
    }

    @Override
    public List<Tensor> gradients(Tensor result, Tensor gradient) {
        return List.of();
    }

    /**
     * The threshold of one row.
     *
     * @param row sorted by this call
     */
    public static double of(double[] row) {
        Arrays.sort(row);
        double sum = 0;
        double threshold = 0;
        for (int size = 1; size <= row.length; size++) {
            double value = row[row.length - size];
            sum += value;
            if (1 + size * value > sum) {
                threshold = (sum - 1) / size;
            }
        }
        return threshold;
    }
}
