/** Topics, and how their broker is reached. */
package dev.gradstream.operator.kafka;
