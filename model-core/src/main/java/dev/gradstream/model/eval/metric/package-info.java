/** Streaming accumulators: sums over scored examples that merge, and the metrics that follow. */
package dev.gradstream.model.eval.metric;
