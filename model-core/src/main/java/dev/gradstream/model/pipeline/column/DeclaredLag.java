package dev.gradstream.model.pipeline.column;

import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;

/**
 * {@code {lag: {column: price, by: [1, 2]}}} among the columns.
 *
 * @param column the name of another column, or of one of the target's
 * @param by how many records back, in the order in which they stand in the feature vector
 * @param before how many columns, lags not counted, stand before it
 * @param place where problems with it belong
 */
public record DeclaredLag(String column, List<Integer> by, int before, Value place) {
    public DeclaredLag {
        by = List.copyOf(by);
    }
}
