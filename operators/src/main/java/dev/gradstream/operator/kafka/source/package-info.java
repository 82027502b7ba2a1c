/** Features from Kafka, as a source that a learner can end. */
package dev.gradstream.operator.kafka.source;
