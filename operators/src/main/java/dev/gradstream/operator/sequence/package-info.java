/** From the records of a series to examples of several of them. */
package dev.gradstream.operator.sequence;
