/** From the features topic to mini-batches, in Flink and by a bare Kafka consumer, in one run. */
package dev.gradstream.benchmark.ingest;
