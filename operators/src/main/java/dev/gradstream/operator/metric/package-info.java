/** What operators count, by name. */
package dev.gradstream.operator.metric;
