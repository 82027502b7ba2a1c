package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import java.util.List;

/**
 * How gradients change parameters: hyper-parameters and the update formula, for each parameter by
 * itself.
 */
public interface Optimizer {

    /** Learning rate, above 0. */
    double lr();

    /** Names of what is kept for each parameter from step to step; all of it is zero at first. */
    List<String> state();

    /**
     * Writes one update down.
     *
     * @param graph gives numbers that depend on the step
     * @param rate the learning rate of the step, a scalar
     * @param parameter the value before
     * @param gradient of the loss
     * @param state the values before, in the order of {@link #state()}
     */
    Update update(Graph graph, Tensor rate, Tensor parameter, Tensor gradient, List<Tensor> state);

    /**
     * The values after.
     *
     * @param state in the order of {@link Optimizer#state()}
     */
    record Update(Tensor parameter, List<Tensor> state) {
        public Update {
            state = List.copyOf(state);
        }
    }
}
