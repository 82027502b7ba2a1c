/** Data files as rows: CSV, JSON lines, IDX images, text. */
package dev.gradstream.job.replay.file;
