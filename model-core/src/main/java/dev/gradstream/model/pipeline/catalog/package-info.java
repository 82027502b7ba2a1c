/**
 * What can be named in a pipeline file: layers, losses and optimizers. A new one is an entry in its
 * catalog.
 */
package dev.gradstream.model.pipeline.catalog;
