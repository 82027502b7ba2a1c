package dev.gradstream.model.optim;

/** How gradients change parameters: hyper-parameters and update formula. */
public interface Optimizer {}
