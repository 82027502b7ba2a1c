package dev.gradstream.model.nn;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a network is made of, layer by layer: names, shapes of outputs, numbers of parameters.
 *
 * @param rows a block's layers follow the block, which has no parameters besides theirs
 */
public record Summary(List<Row> rows) {
    private static final String FORMAT = "%-24s %-20s %12s";

    public Summary {
        rows = List.copyOf(rows);
    }

    /**
     * One layer.
     *
     * @param name what its parameters are named by, as {@code 2.0}
     * @param type as {@code Linear}
     * @param output shape of its output
     * @param parameters how many numbers it learns
     */
    public record Row(String name, String type, Shape output, long parameters) {}

    /**
     * Infers every shape.
     *
     * @param inFeatures width of a feature vector
     * @throws LayerShapeException if a layer cannot take what the layer before it gives
     */
    public static Summary of(Sequential network, int inFeatures) {
        network.outFeatures(inFeatures);
        Graph graph = new Graph(Mode.EVALUATION, 0);
        List<Row> rows = new ArrayList<>();
        Tensor x = graph.input("features", Shape.of(Shape.BATCH, inFeatures));
        add(network, "", graph, x, rows);
        return new Summary(rows);
    }

    private static void add(
            Sequential network, String prefix, Graph graph, Tensor x, List<Row> rows) {
        Tensor value = x;
        for (int i = 0; i < network.layers().size(); i++) {
            value = add(network.layers().get(i), prefix + i, graph, value, rows);
        }
    }

    private static Tensor add(Layer layer, String name, Graph graph, Tensor x, List<Row> rows) {
        long before = parameters(graph);
        Tensor y = graph.within(name, () -> layer.forward(graph, x));
        String type = layer.getClass().getSimpleName();
        if (layer instanceof Residual block) {
            rows.add(new Row(name, type, y.shape(), 0));
            add(block.body(), name + ".", graph, x, rows);
        } else {
            rows.add(new Row(name, type, y.shape(), parameters(graph) - before));
        }
        return y;
    }

    private static long parameters(Graph graph) {
        return graph.parameters().stream().mapToLong(p -> p.shape().elements(1)).sum();
    }

    /** How many numbers the network learns. */
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /** A table, a line for each layer, and the number of parameters. */
    @Override
    public String toString() {
        return Stream.of(
                        Stream.of(FORMAT.formatted("Layer (type)", "Output shape", "Param #")),
                        rows.stream().map(Summary::line),
                        Stream.of("Total params: " + grouped(parameters())))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String line(Row row) {
        return FORMAT.formatted(
                row.name() + " (" + row.type() + ")", row.output(), grouped(row.parameters()));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
