/** A model watched while it learns: the live page, and the same as one file. */
package dev.gradstream.job.page;
