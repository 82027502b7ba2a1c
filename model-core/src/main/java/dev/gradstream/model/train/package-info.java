/** The training loop: learner, hold-out, early stopping, reports and versions in one. */
package dev.gradstream.model.train;
