/** Benchmarks: each figure is read as a ratio against a peer that ran in the same minute. */
package dev.gradstream.benchmark;
