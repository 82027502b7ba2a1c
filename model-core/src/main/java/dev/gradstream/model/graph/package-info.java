/**
 * Symbolic tensors, the primitives between them, and their gradients. Nothing here computes: {@link
 * dev.gradstream.model.graph.plan} does, and alone knows ND4J.
 */
package dev.gradstream.model.graph;
