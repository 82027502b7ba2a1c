/** Seeded streams with drift, as the literature has them, to learn from without any data. */
package dev.gradstream.job.generate;
