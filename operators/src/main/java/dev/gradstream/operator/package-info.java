/** Flink operators around the learner, and what names them to Flink. */
package dev.gradstream.operator;
