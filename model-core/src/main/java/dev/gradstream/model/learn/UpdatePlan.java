package dev.gradstream.model.learn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.Kernels;
import dev.gradstream.model.graph.plan.Plan;
import dev.gradstream.model.graph.plan.PlanBuilder;
import dev.gradstream.model.graph.plan.Precision;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.graph.plan.Workspace;
import dev.gradstream.model.optim.Optimizer;
import java.util.List;

/** The optimizer's formula, compiled over the flat vectors of all parameters, in place. */
final class UpdatePlan implements AutoCloseable {
    /**
     * Up to these, what a step adds is far below 3e38, where floats end, unless weight decay or
     * momentum blow up what is there.
     */
    private static final double ORDINARY_RATE = 1;

    private static final double ORDINARY_SQUARES = 1e20;

    private final ParameterStore store;
    private final double lr;
    private final Plan plan;

    UpdatePlan(Optimizer optimizer, ParameterStore store, Workspace workspace) {
        this.store = store;
        lr = optimizer.lr();
        Shape shape = Shape.of(store.values().length());
        Graph graph = new Graph(Mode.TRAINING, 0);
        Tensor rate = graph.input("rate", Shape.scalar());
        Tensor parameter = graph.input("parameter", shape);
        Tensor gradient = graph.input("gradient", shape);
        List<Tensor> before =
                optimizer.state().stream().map(name -> graph.input(name, shape)).toList();
        Optimizer.Update after = optimizer.update(graph, rate, parameter, gradient, before);

        PlanBuilder builder =
                new PlanBuilder(1, Precision.FLOAT, Kernels.fastest(), workspace)
                        .bind(parameter, Slice.of(store.values()))
                        .bind(gradient, Slice.of(store.gradients()))
                        .result(after.parameter(), Slice.of(store.values()));
        for (int i = 0; i < before.size(); i++) {
            Slice slice = Slice.of(store.optimizerState().get(i));
            builder.bind(before.get(i), slice).result(after.state().get(i), slice);
        }
        plan = builder.compile();
        plan.memory(rate).put(new float[] {(float) lr}, 0, 1);
    }

    /**
     * Updates parameters and optimizer state. Only a step of an extraordinary rate or gradient pays
     * for a copy of them, with which it is taken back if it leads out of float.
     *
     * @param gradientSquares the sum of squares of the gradient
     * @return false if the step was taken back
     */
    boolean run(long step, double gradientSquares) {
        if (lr <= ORDINARY_RATE && gradientSquares <= ORDINARY_SQUARES) {
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

    @Override
    public void close() {
        plan.close();
    }
}
