/** What a page tells of a model: a bounded account of what its job wrote to the topics. */
package dev.gradstream.job.page.history;
