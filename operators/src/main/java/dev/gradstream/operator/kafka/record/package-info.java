/** What crosses the edges to and from Kafka, as primitive arrays with serializers of their own. */
package dev.gradstream.operator.kafka.record;
