/** {@code features.columns} of the pipeline file. */
package dev.gradstream.model.pipeline.column;
