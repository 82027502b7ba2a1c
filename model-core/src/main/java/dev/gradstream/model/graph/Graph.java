package dev.gradstream.model.graph;

import dev.gradstream.model.graph.Leaf.Constant;
import dev.gradstream.model.graph.Leaf.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A network written down once, in one mode, for any batch size. Equal expressions are one tensor.
 * Building a graph only infers shapes: it needs no native library.
 */
public final class Graph {
    /** What a graph is for; Dropout, for one, is not the same in training and evaluation. */
    public enum Mode {
        TRAINING,
        /** Training on a batch of one row, of which no statistics can be taken. */
        TRAINING_ON_ONE_ROW,
        EVALUATION
    }

    private record Expression(Primitive primitive, List<Tensor> inputs) {}

    private final Mode mode;
    private final long seed;
    private final Map<Expression, Tensor> tensors = new HashMap<>();
    private final List<Tensor> parameters = new ArrayList<>();
    private final Map<Tensor, Tensor> buffers = new LinkedHashMap<>();
    private String scope = "";
    private int masks;
    private boolean modeAsked;

    /**
     * An empty graph.
     *
     * @param seed of everything random in it
     */
    public Graph(Mode mode, long seed) {
        this.mode = mode;
        this.seed = seed;
    }

    /** Whether this graph is for training; a graph that was asked depends on its mode. */
    public boolean training() {
        modeAsked = true;
        return mode != Mode.EVALUATION;
    }

    /**
     * Whether a layer is to go by the statistics of the batch: in training, unless that is on one
     * row.
     */
    public boolean goesByTheBatch() {
        modeAsked = true;
        return mode == Mode.TRAINING;
    }

    /** Whether the other mode may give a different graph. */
    public boolean dependsOnMode() {
        return modeAsked;
    }

    /** Names the parameters that are declared inside: {@code scope.name}. */
    public Tensor within(String name, Supplier<Tensor> body) {
        String outer = scope;
        scope = outer + name + ".";
        try {
            return body.get();
        } finally {
            scope = outer;
        }
    }

    /** A tensor that is filled before each run. */
    public Tensor input(String name, Shape shape) {
        return apply(new Leaf.Input(name, shape), List.of());
    }

    /**
     * Declares what is to be learnt.
     *
     * @throws ArithmeticException if it has more elements than an array can hold
     */
    public Tensor parameter(String name, Shape shape, Initializer initializer) {
        if (shape.dimensions().contains(Shape.BATCH)) {
            throw new IllegalArgumentException("a parameter knows no batch, got " + shape);
        }
        shape.elements(1);
        Tensor parameter = apply(new Parameter(scope + name, shape, initializer), List.of());
        parameters.add(parameter);
        return parameter;
    }

    /** Declares what is kept from step to step and not learnt; {@link #update} says how. */
    public Tensor buffer(String name, Shape shape, double initial, double least) {
        Tensor buffer = apply(new Leaf.Buffer(scope + name, shape, initial, least), List.of());
        buffers.put(buffer, buffer);
        return buffer;
    }

    /** Says what a buffer holds after a step that was learnt. */
    public void update(Tensor buffer, Tensor after) {
        buffers.put(buffer, after);
    }

    public Tensor constant(double value) {
        return apply(new Constant(value), List.of());
    }

    /** The number of elements of a shape. */
    public Tensor count(Shape shape) {
        return apply(new Leaf.Count(shape), List.of());
    }

    /** The row 0, 1, … size − 1. */
    public Tensor range(int size) {
        return row(IntStream.range(0, size).mapToObj(i -> (double) i).toList());
    }

    /** Numbers side by side: {@code [n]}. */
    public Tensor row(List<Double> values) {
        return apply(new Leaf.Row(values), List.of());
    }

    /** A number that is computed in double from the number of the step, the first being 1. */
    public Tensor perStep(DoubleUnaryOperator function) {
        return apply(new Leaf.PerStep(function), List.of());
    }

    /** A fresh mask; see {@link DropoutMask}. */
    public Tensor dropoutMask(double p, Shape shape) {
        long key = CounterRandom.key(seed, Long.MIN_VALUE + masks++);
        return apply(new DropoutMask(p, key, shape), List.of());
    }

    /** The parameters, in the order in which they were declared. */
    public List<Tensor> parameters() {
        return List.copyOf(parameters);
    }

    /** The buffers, in the order in which they were declared, with what each holds after a step. */
    public Map<Tensor, Tensor> buffers() {
        return Collections.unmodifiableMap(buffers);
    }

    /**
     * Walks back once from the loss.
     *
     * @param loss a scalar
     * @return the gradient by each of the tensors, in their order; zero where the loss does not
     *     depend on it
     */
    public List<Tensor> gradients(Tensor loss, List<Tensor> by) {
        return new Gradients(this, loss).by(by);
    }

    /**
     * @throws IllegalArgumentException if the shapes do not fit
     */
    Tensor apply(Primitive primitive, List<Tensor> inputs) {
        return tensors.computeIfAbsent(
                new Expression(primitive, inputs),
                expression ->
                        new Tensor(
                                this,
                                tensors.size(),
                                primitive,
                                inputs,
                                primitive.shape(inputs.stream().map(Tensor::shape).toList())));
    }
}
