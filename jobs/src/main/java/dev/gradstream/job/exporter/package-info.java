/**
 * Metrics of processes outside a Flink cluster, and of what jobs wrote to topics, for Prometheus.
 */
package dev.gradstream.job.exporter;
