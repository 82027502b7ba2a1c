/** Rows of texts, written as records in the format that a pipeline's features have. */
package dev.gradstream.job.replay.format;
