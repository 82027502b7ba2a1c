/** Jobs that a Flink cluster runs. */
package dev.gradstream.job;
