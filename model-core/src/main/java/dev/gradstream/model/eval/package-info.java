/** Metrics, hold-out and early stopping. */
package dev.gradstream.model.eval;
