/** Data as streams: how often, in which order and how fast rows become records of a topic. */
package dev.gradstream.job.replay;
