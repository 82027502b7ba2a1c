package dev.gradstream.model.loss;

/** A loss over a mini-batch. */
public interface Loss {}
