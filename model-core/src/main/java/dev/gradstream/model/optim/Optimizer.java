package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How gradients change parameters: hyper-parameters and the update formula, for each parameter by
 * itself.
 */
public interface Optimizer {

    /** Learning rate, above 0. */
    double lr();

    /**
     * The momentum, or β₁, which a schedule may set anew for each step; empty where there is none.
     */
    default OptionalDouble scheduledMomentum() {
        return OptionalDouble.empty();
    }

    /** What is kept for each parameter from step to step. */
    List<State> state();

    /**
     * Whether updates of such a rate let numbers grow without bound though gradients stay small: by
     * a momentum of 1 or more, or by a decay that more than takes a parameter away.
     */
    default boolean amplifies(double rate) {
        return false;
    }

    /**
     * Writes one update down.
     *
     * @param numbers of the step
     * @param parameter the value before
     * @param gradient of the loss
     * @param state the values before, in the order of {@link #state()}
     */
    Update update(StepNumbers numbers, Tensor parameter, Tensor gradient, List<Tensor> state);

    /**
     * One number for each element of the parameters.
     *
     * @param name as in PyTorch's {@code optimizer.state_dict()}
     * @param initial the value before the first step
     */
    record State(String name, double initial) {

        /** States that are 0 before the first step. */
        public static List<State> zero(String... names) {
            return List.of(names).stream().map(name -> new State(name, 0)).toList();
        }
    }

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
