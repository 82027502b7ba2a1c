/** A Kafka broker and a Flink cluster inside this process, for people with nothing installed. */
package dev.gradstream.job.embedded;
