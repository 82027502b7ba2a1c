package dev.gradstream.model.nn;

/** As PyTorch's module of that name. */
public record Dropout(double p) implements Layer {}
