/** Demonstrations on real data that is shipped with the program. */
package dev.gradstream.job.demo;
