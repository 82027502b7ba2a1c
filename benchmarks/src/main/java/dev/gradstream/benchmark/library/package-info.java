/** The learn step in each library that runs in the JVM. */
package dev.gradstream.benchmark.library;
