package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.Kernels;
import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.graph.plan.Plan;
import dev.gradstream.model.graph.plan.PlanBuilder;
import dev.gradstream.model.graph.plan.Precision;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.graph.plan.Workspace;
import dev.gradstream.model.learn.ParameterLayout.Span;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.StepNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * What an optimization does with gradients, compiled over the flat vectors of all parameters, in
 * place. Parameters side by side that learn at one rate are one span: of most networks all.
 */
final class UpdatePlan implements AutoCloseable {
    /**
     * Up to these, what a step adds is far below 3e38, where floats end, unless the optimizer
     * amplifies what is there.
     */
    private static final double ORDINARY_RATE = 1;

    private static final double ORDINARY_SQUARES = 1e20;

    private final Optimization optimization;
    private final ParameterStore store;
    private final Graph graph = new Graph(Mode.TRAINING, 0);
    private final Map<Double, Tensor> rates = new LinkedHashMap<>();
    private final PlanBuilder builder;
    private final Plan plan;
    private final List<Rate> scheduled = new ArrayList<>();

    /** A number that is set before each run: the rate that belongs to a base. */
    private record Rate(double base, Slice slice, float[] value) {}

    UpdatePlan(
            Optimization optimization,
            ParameterLayout layout,
            ParameterStore store,
            Workspace workspace) {
        this.optimization = optimization;
        this.store = store;
        builder = new PlanBuilder(1, Precision.FLOAT, Kernels.fastest(), workspace);
        List<Span> spans = layout.spans(optimization);
        List<Tensor> parameters = new ArrayList<>();
        List<Tensor> gradients = new ArrayList<>();
        for (Span span : spans) {
            Tensor parameter = input("parameter", span, store.values());
            parameters.add(parameter);
            gradients.add(penalized(parameter, input("gradient", span, store.gradients())));
        }
        List<Tensor> clipped = optimization.clipping().clipped(gradients);
        for (int i = 0; i < spans.size(); i++) {
            update(spans.get(i), parameters.get(i), clipped.get(i));
        }
        plan = builder.compile();
        rates.forEach(
                (base, rate) ->
                        scheduled.add(new Rate(base, plan.memory(rate), new float[] {Float.NaN})));
    }

    private Tensor input(String name, Span span, NativeVector vector) {
        Tensor input = graph.input(name + " " + span.offset(), Shape.of(span.length()));
        builder.bind(input, span.of(vector));
        return input;
    }

    /** The gradient of the loss with λ · Σ|p|. */
    private Tensor penalized(Tensor parameter, Tensor gradient) {
        double lambda = optimization.l1Penalty();
        return lambda == 0 ? gradient : gradient.plus(parameter.sign().times(lambda));
    }

    private void update(Span span, Tensor parameter, Tensor gradient) {
        Optimizer optimizer = optimization.optimizer();
        List<Tensor> before = new ArrayList<>();
        for (int i = 0; i < optimizer.state().size(); i++) {
            before.add(input("state " + i, span, store.optimizerState().get(i)));
        }
        Tensor rate =
                rates.computeIfAbsent(span.lr(), lr -> graph.input("rate " + lr, Shape.scalar()));
        Optimizer.Update after =
                optimizer.update(
                        new StepNumbers(graph, rate, momentum()), parameter, gradient, before);
        builder.result(after.parameter(), span.of(store.values()));
        for (int i = 0; i < before.size(); i++) {
            builder.result(after.state().get(i), span.of(store.optimizerState().get(i)));
        }
    }

    /** Steps of a plan count from 1, those of a schedule are the ones taken before. */
    private Optional<DoubleUnaryOperator> momentum() {
        return optimization
                .schedule()
                .momentum()
                .map(byStep -> step -> byStep.applyAsDouble((long) step - 1));
    }

    /**
     * Updates parameters and optimizer state. Only a step of an extraordinary rate, gradient or
     * optimizer pays for a copy of them, with which it is taken back if it leads out of float.
     *
     * @param step number of the step, the first being 1
     * @param gradientSquares the sum of squares of the gradient
     * @param reductions how often the learning rate was reduced
     * @return false if the step was taken back
     */
    boolean run(long step, double gradientSquares, int reductions) {
        double rate = setRates(step, reductions);
        if (rate <= ORDINARY_RATE
                && gradientSquares <= ORDINARY_SQUARES
                && !optimization.optimizer().amplifies(rate)) {
            plan.run(step);
            return true;
        }
        float[] parameters = store.values().toArray();
        float[] optimizerState = store.optimizerStateArray();
        plan.run(step);
        if (store.isFinite()) {
            return true;
        }
        store.restore(parameters, optimizerState);
        return false;
    }

    /** The largest rate of the step. */
    private double setRates(long step, int reductions) {
        double largest = 0;
        for (Rate rate : scheduled) {
            double value = optimization.rate(rate.base(), step - 1, reductions);
            rate.value()[0] = (float) value;
            rate.slice().put(rate.value(), 0, 1);
            largest = Math.max(largest, value);
        }
        return largest;
    }

    @Override
    public void close() {
        plan.close();
    }
}
