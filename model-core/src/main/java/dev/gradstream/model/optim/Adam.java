package dev.gradstream.model.optim;

/** As PyTorch's optimizer of that name. */
public record Adam(double lr, double beta1, double beta2, double eps, double weightDecay)
        implements Optimizer {}
