/** Symbolic tensors, their gradients, and the plan that ND4J runs. */
package dev.gradstream.model.graph;
