/** A stream of impressions whose labels, the clicks, come later and on a topic of their own. */
package dev.gradstream.job.generate.click;
