/** A small, read-only web server: files, and a stream of events for as many as are listening. */
package dev.gradstream.job.page.http;
