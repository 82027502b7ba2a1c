/** What a training job writes to Kafka. */
package dev.gradstream.operator.kafka.sink;
