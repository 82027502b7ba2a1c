/** Avro: schemas, and the bytes of what they describe. */
package dev.gradstream.model.data.avro;
