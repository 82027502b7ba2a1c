/** Dashboards, alert rules and the page of metrics as code, so that no name in them can drift. */
package dev.gradstream.dashboard;
