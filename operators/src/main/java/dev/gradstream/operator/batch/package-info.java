/** From examples to mini-batches, of training and of held-out rows. */
package dev.gradstream.operator.batch;
