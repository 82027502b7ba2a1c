/** The command line: one small class for each command. */
package dev.gradstream.job.cli;
