/** What a person sees on the terminal: progress, a chart, a table. */
package dev.gradstream.job.view;
