package dev.gradstream.model.pipeline.column;

import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.pipeline.yaml.Value;

/**
 * A column with its place in the file.
 *
 * @param place where problems with it belong
 */
public record DeclaredColumn(Column column, Value place) {}
