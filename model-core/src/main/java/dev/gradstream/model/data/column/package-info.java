/** The columns of a feature vector: what each takes from a record, and how it becomes numbers. */
package dev.gradstream.model.data.column;
