/** Snapshots on a topic: cut into chunks, put together again, whole versions or none. */
package dev.gradstream.operator.kafka.snapshot;
