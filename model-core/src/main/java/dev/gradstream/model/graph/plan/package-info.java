/** Compiles graphs to plans and runs them. The only place that knows ND4J. */
package dev.gradstream.model.graph.plan;
