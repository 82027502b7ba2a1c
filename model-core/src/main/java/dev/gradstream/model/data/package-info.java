/** What is learnt from: examples and mini-batches. */
package dev.gradstream.model.data;
