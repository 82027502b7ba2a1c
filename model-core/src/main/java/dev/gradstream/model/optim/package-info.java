/** Optimizers. */
package dev.gradstream.model.optim;
