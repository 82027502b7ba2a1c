package dev.gradstream.model.learn;

import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.graph.plan.Precision;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.learn.ParameterLayout.Entry;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.optim.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
        Entry entry = layout.entries().get(position);
        return new Slice(vector, entry.offset(), entry.length());
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
     * @throws IllegalArgumentException if the arrays are not of this layout and these vectors, or
     *     hold NaN or infinite numbers
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
        if (!isFinite()) {
            throw new IllegalArgumentException(
                    "the state to restore holds NaN or infinite numbers");
        }
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

    StateDict stateDict() {
        float[] all = values.toArray();
        return new StateDict(layout.entries().stream().map(entry -> cut(entry, all)).toList());
    }

    private static Parameter cut(Entry entry, float[] all) {
        return new Parameter(
                entry.name(),
                entry.shape().dimensions(),
                Arrays.copyOfRange(all, entry.offset(), entry.offset() + entry.length()));
    }

    /**
     * @throws IllegalArgumentException naming every missing, unexpected or misshapen parameter, and
     *     every one that holds NaN or an infinite number
     */
    void load(StateDict parameters) {
        List<String> problems = problems(parameters);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "these parameters do not fit the network: " + String.join("; ", problems));
        }
        for (Entry entry : layout.entries()) {
            float[] loaded = parameters.get(entry.name()).orElseThrow().values();
            values.put(entry.offset(), loaded, 0, entry.length());
        }
    }

    private List<String> problems(StateDict parameters) {
        List<String> problems = new ArrayList<>();
        for (Entry entry : layout.entries()) {
            problem(entry, parameters.get(entry.name())).ifPresent(problems::add);
        }
        List<String> expected = layout.entries().stream().map(Entry::name).toList();
        parameters.parameters().stream()
                .map(Parameter::name)
                .filter(name -> !expected.contains(name))
                .forEach(name -> problems.add(name + " is unexpected"));
        return problems;
    }

    private static Optional<String> problem(Entry entry, Optional<Parameter> loaded) {
        if (loaded.isEmpty()) {
            return Optional.of(entry.name() + " " + entry.shape() + " is missing");
        }
        Parameter parameter = loaded.get();
        if (!parameter.shape().equals(entry.shape().dimensions())
                || parameter.values().length != entry.length()) {
            return Optional.of(
                    "%s should be %s, got %s of %d values"
                            .formatted(
                                    entry.name(),
                                    entry.shape(),
                                    parameter.shape(),
                                    parameter.values().length));
        }
        return noNumber(parameter.values())
                .map(
                        value ->
                                "%s holds %s, which is no value to learn from"
                                        .formatted(entry.name(), value));
    }

    /** The first value that is NaN or infinite. */
    private static Optional<Float> noNumber(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        values.close();
        gradients.close();
        optimizerState.forEach(NativeVector::close);
    }
}
