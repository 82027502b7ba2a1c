/** Data files as streams: a CSV file's rows become records of the features topic. */
package dev.gradstream.job.replay;
