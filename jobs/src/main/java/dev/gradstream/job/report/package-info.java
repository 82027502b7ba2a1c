/** What a training job says of itself on its topics, read back and shown to a person. */
package dev.gradstream.job.report;
