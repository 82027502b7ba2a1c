package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Tensor;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Scalars that hold for one step.
 *
 * @param graph in which an update is written down
 * @param rate the learning rate of the step
 * @param scheduledMomentum by the number of the step, the first being 1; empty where no schedule
 *     sets it
 */
public record StepNumbers(
        Graph graph, Tensor rate, Optional<DoubleUnaryOperator> scheduledMomentum) {

    /** A number that is computed in double from the number of the step, the first being 1. */
    Tensor of(DoubleUnaryOperator step) {
        return graph.perStep(step);
    }

    /** The momentum of the step. */
    Tensor momentum(double otherwise) {
        return scheduledMomentum.map(graph::perStep).orElseGet(() -> graph.constant(otherwise));
    }

    /** The momentum as a function of the number of the step. */
    DoubleUnaryOperator momentumByStep(double otherwise) {
        return scheduledMomentum.orElse(step -> otherwise);
    }
}
