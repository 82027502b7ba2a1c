/** The learner: one step predicts, scores, then learns. */
package dev.gradstream.model.learn;
