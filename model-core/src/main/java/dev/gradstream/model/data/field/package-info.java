/** The values of a record's fields, as the formats hold them: numbers, texts, times. */
package dev.gradstream.model.data.field;
