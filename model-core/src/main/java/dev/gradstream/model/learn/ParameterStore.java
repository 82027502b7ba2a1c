package dev.gradstream.model.learn;

import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.graph.plan.Precision;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.optim.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parameters, their gradients and the optimizer's state: flat vectors of one layout. Owns their
 * memory.
 */
final class ParameterStore implements AutoCloseable {
    private final ParameterLayout layout;
    private final NativeVector values;
    private final NativeVector gradients;
    private final List<NativeVector> optimizerState = new ArrayList<>();

    /**
     * @param states what the optimizer keeps
     */
    ParameterStore(ParameterLayout layout, List<Optimizer.State> states) {
        this.layout = layout;
        values = new NativeVector(Precision.FLOAT, layout.length());
        gradients = new NativeVector(Precision.FLOAT, layout.length());
        for (Optimizer.State state : states) {
            optimizerState.add(new NativeVector(Precision.FLOAT, layout.length()));
            fill(optimizerState.get(optimizerState.size() - 1), state.initial());
        }
    }

    private void fill(NativeVector vector, double value) {
        float[] values = new float[layout.length()];
        Arrays.fill(values, (float) value);
        vector.put(0, values, 0, values.length);
    }

    NativeVector values() {
        return values;
    }

    NativeVector gradients() {
        return gradients;
    }

    List<NativeVector> optimizerState() {
        return optimizerState;
    }

    /** Where the parameter of that position lies in a flat vector. */
    Slice slice(NativeVector vector, int position) {
        return layout.flat().slice(vector, position);
    }

    ParameterLayout layout() {
        return layout;
    }

    void setValues(float[] all) {
        values.put(0, all, 0, layout.length());
    }

    /** The optimizer's vectors, one after the other. */
    float[] optimizerStateArray() {
        float[] all = new float[optimizerState.size() * layout.length()];
        for (int i = 0; i < optimizerState.size(); i++) {
            optimizerState.get(i).get(0, all, i * layout.length(), layout.length());
        }
        return all;
    }

    /**
     * @throws IllegalArgumentException if the arrays are not of this layout and these vectors
     */
    void restore(float[] parameters, float[] optimizerVectors) {
        int expected = layout.length() * optimizerState.size();
        if (parameters.length != layout.length() || optimizerVectors.length != expected) {
            throw new IllegalArgumentException(
                    "the network has %d parameters and %d numbers of optimizer state, got %d and %d"
                            .formatted(
                                    layout.length(),
                                    expected,
                                    parameters.length,
                                    optimizerVectors.length));
        }
        setValues(parameters);
        setOptimizerState(optimizerVectors);
    }

    /** Whether parameters and optimizer state are. */
    boolean isFinite() {
        return values.isFinite() && optimizerState.stream().allMatch(NativeVector::isFinite);
    }

    private void setOptimizerState(float[] all) {
        for (int i = 0; i < optimizerState.size(); i++) {
            optimizerState.get(i).put(0, all, i * layout.length(), layout.length());
        }
    }

    @Override
    public void close() {
        values.close();
        gradients.close();
        optimizerState.forEach(NativeVector::close);
    }
}
