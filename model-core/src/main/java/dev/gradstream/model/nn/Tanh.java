package dev.gradstream.model.nn;

/** As PyTorch's module of that name. */
public record Tanh() implements Layer {}
