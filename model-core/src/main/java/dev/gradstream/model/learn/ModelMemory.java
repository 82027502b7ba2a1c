package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.learn.FlatLayout.Entry;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All numbers of a model that outlive a step, and their names. Owns their memory. */
final class ModelMemory implements AutoCloseable {
    private final ParameterStore parameters;
    private final BufferStore buffers;

    /** One tensor and the flat vector that it lies in. */
    private record Place(Entry entry, NativeVector vector) {
        String name() {
            return entry.name();
        }

        Parameter read() {
            float[] values = new float[entry.length()];
            vector.get(entry.offset(), values, 0, values.length);
            return new Parameter(entry.name(), entry.shape().dimensions(), values);
        }

        void write(float[] values) {
            vector.put(entry.offset(), values, 0, entry.length());
        }
    }

    /**
     * Takes memory; every parameter is 0.
     *
     * @param states what the optimizer keeps
     */
    ModelMemory(ModelGraph model, List<Optimizer.State> states) {
        parameters = new ParameterStore(ParameterLayout.of(model.parameters()), states);
        buffers = new BufferStore(FlatLayout.of(model.graph().buffers().keySet()));
    }

    ParameterStore parameters() {
        return parameters;
    }

    BufferStore buffers() {
        return buffers;
    }

    /**
     * @throws IllegalArgumentException if the arrays are of another model or optimizer, or hold NaN
     *     or infinite numbers
     */
    void restore(LearnerState state) {
        parameters.restore(state.parameters(), state.optimizerState());
        buffers.restore(state.buffers());
        if (!isFinite()) {
            throw new IllegalArgumentException(
                    "the state to restore holds NaN or infinite numbers");
        }
    }

    boolean isFinite() {
        return parameters.isFinite() && buffers.isFinite();
    }

    /** Parameters, then buffers. */
    StateDict stateDict() {
        return new StateDict(places().map(Place::read).toList());
    }

    /**
     * @throws IllegalArgumentException naming every missing, unexpected or misshapen tensor, and
     *     every one that holds NaN or an infinite number
     */
    void load(StateDict state) {
        List<String> problems = problems(state);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "these parameters do not fit the network: " + String.join("; ", problems));
        }
        places().forEach(place -> place.write(state.get(place.name()).orElseThrow().values()));
    }

    private Stream<Place> places() {
        return Stream.concat(
                parameters.layout().entries().stream()
                        .map(entry -> new Place(entry, parameters.values())),
                buffers.layout().entries().stream()
                        .map(entry -> new Place(entry, buffers.values())));
    }

    private List<String> problems(StateDict state) {
        List<String> problems = new ArrayList<>();
        places().forEach(
                        place ->
                                problem(place.entry(), state.get(place.name()))
                                        .ifPresent(problems::add));
        List<String> expected = places().map(Place::name).toList();
        state.parameters().stream()
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
        double least =
                entry.leaf() instanceof Leaf.Buffer buffer ? buffer.least() : -Double.MAX_VALUE;
        return unusable(parameter.values(), least)
                .map(
                        value ->
                                "%s holds %s, which is no value to learn from"
                                        .formatted(entry.name(), value));
    }

    /** The first value that is NaN, infinite or below the least. */
    private static Optional<Float> unusable(float[] values, double least) {
        for (float value : values) {
            if (!Float.isFinite(value) || value < least) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        parameters.close();
        buffers.close();
    }
}
