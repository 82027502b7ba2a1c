/** The trainer as an operator. */
package dev.gradstream.operator.learn;
