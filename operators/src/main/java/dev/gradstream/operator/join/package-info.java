/** Features and the labels that come after them, joined by key in event time. */
package dev.gradstream.operator.join;
