/** Examples of several records: windows of a series, and lagged columns. */
package dev.gradstream.model.data.sequence;
