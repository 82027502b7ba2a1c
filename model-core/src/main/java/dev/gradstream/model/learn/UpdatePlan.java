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
    private final Plan plan;

    UpdatePlan(Optimizer optimizer, ParameterStore store, Workspace workspace) {
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
        plan.memory(rate).put(new float[] {(float) optimizer.lr()}, 0, 1);
    }

    void run(long step) {
        plan.run(step);
    }

    @Override
    public void close() {
        plan.close();
    }
}
