package dev.gradstream.model.optim;

/** As PyTorch's optimizer of that name. */
public record SGD(
        double lr, double momentum, double dampening, double weightDecay, boolean nesterov)
        implements Optimizer {}
