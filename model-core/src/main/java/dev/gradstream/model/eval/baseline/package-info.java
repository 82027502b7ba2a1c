/** Predictors that learn next to nothing: what a model has to beat. */
package dev.gradstream.model.eval.baseline;
