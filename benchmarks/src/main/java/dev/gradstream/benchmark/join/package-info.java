/** Features and labels joined with a million keys open. */
package dev.gradstream.benchmark.join;
