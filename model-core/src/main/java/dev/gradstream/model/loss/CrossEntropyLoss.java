package dev.gradstream.model.loss;

/** As PyTorch's loss of that name, reduction mean. */
public record CrossEntropyLoss() implements Loss {}
