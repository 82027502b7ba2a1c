/** From records to examples; what cannot be used becomes a dead letter. */
package dev.gradstream.operator.ingest;
