/** Losses. */
package dev.gradstream.model.loss;
