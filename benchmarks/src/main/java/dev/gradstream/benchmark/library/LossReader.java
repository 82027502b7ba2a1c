package dev.gradstream.benchmark.library;

import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The loss of a step of SameDiff, from its outputs: {@code fit} computes a loss only if the
 * gradient needs its value, which that of a cross-entropy does not, and reports 0.
 */
final class LossReader extends BaseListener {
    private final String output;
    private final INDArray targets;
    private final boolean manyClasses;
    private double loss = Double.NaN;

    /**
     * @param output name of the variable that holds the logits
     */
    LossReader(String output, INDArray targets, boolean manyClasses) {
        this.output = output;
        this.targets = targets;
        this.manyClasses = manyClasses;
    }

    /** Mean of the last step. */
    double loss() {
        return loss;
    }

    @Override
    public boolean isActive(Operation operation) {
        return operation == Operation.TRAINING;
    }

    @Override
    public void activationAvailable(
            SameDiff graph, At at, MultiDataSet data, SameDiffOp op, String name, INDArray value) {
        if (name.equals(output)) {
            loss = mean(value.data().asFloat(), targets.data().asFloat(), value.columns());
        }
    }

    private double mean(float[] logits, float[] wanted, int width) {
        double sum = 0;
        for (int from = 0; from < logits.length; from += width) {
            sum +=
                    manyClasses
                            ? cross(logits, wanted, from, width)
                            : binary(logits[from], wanted[from]);
        }
        return sum * width / logits.length;
    }

    private static double binary(double logit, double wanted) {
        return Math.max(logit, 0) - logit * wanted + Math.log1p(Math.exp(-Math.abs(logit)));
    }

    private static double cross(float[] logits, float[] wanted, int from, int width) {
        double sum = 0;
        double right = 0;
        for (int i = from; i < from + width; i++) {
            sum += Math.exp(logits[i]);
            right += logits[i] * wanted[i];
        }
        return Math.log(sum) - right;
    }
}
