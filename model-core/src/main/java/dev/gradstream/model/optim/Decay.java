package dev.gradstream.model.optim;

import dev.gradstream.model.graph.Tensor;

/** Weight decay as a gradient: that of weight_decay / 2 · |p|². */
final class Decay {
    private Decay() {}

    static Tensor decayed(Tensor gradient, Tensor parameter, double weightDecay) {
        return weightDecay == 0 ? gradient : gradient.plus(parameter.times(weightDecay));
    }
}
