package dev.gradstream.model.nn;

/** As PyTorch's module of that name. */
public record Linear(int outFeatures, boolean bias) implements Layer {}
