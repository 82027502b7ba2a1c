/** Predictions from a published model, in the user's words: classes and numbers. */
package dev.gradstream.model.predict;
