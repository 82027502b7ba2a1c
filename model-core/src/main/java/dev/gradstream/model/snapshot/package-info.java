/** Snapshots: whole, verified, published versions of a model. */
package dev.gradstream.model.snapshot;
