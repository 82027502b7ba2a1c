package dev.gradstream.model.nn.init;

import dev.gradstream.model.graph.NamePattern;

/** First values of the parameters that have such a name. */
public record InitRule(NamePattern parameters, Initialization initialization) {}
