package dev.gradstream.model.graph.plan;

import static java.util.Map.entry;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.pipeline.catalog.DeclaredLayer;
import dev.gradstream.model.pipeline.catalog.DeclaredLoss;
import dev.gradstream.model.pipeline.catalog.LayerCatalog;
import dev.gradstream.model.pipeline.catalog.LossCatalog;
import dev.gradstream.model.pipeline.yaml.Value;
import dev.gradstream.model.pipeline.yaml.YamlTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every layer and loss that a pipeline file can name, by arguments that matter. {@code WIDTH}
 * stands for the width of the input, {@code WEIGHTS} for a list of that length.
 */
final class CatalogModules {
    private static final List<String> PLAIN = List.of("{}");

    private static final Map<String, List<String>> LAYERS =
            Map.ofEntries(
                    entry("BatchNorm1d", List.of("{}", "{eps: 0.3, affine: false}")),
                    entry("Dropout", List.of("{p: 0.4}", "{p: 0}")),
                    entry("ELU", List.of("{}", "{alpha: 0.7}")),
                    entry("Flatten", PLAIN),
                    entry("GELU", List.of("{}", "{approximate: tanh}")),
                    entry("Hardtanh", List.of("{}", "{min_val: -0.7, max_val: 2}")),
                    entry("Identity", PLAIN),
                    entry("LayerNorm", List.of("{}", "{eps: 0.3, elementwise_affine: false}")),
                    entry("LeakyReLU", List.of("{}", "{negative_slope: 0.3}")),
                    entry("Linear", List.of("{out_features: 3}", "{out_features: 1, bias: false}")),
                    entry("LogSoftmax", PLAIN),
                    entry("ReLU", PLAIN),
                    entry("Residual", List.of("[Linear: {out_features: WIDTH}, Tanh]")),
                    entry("SiLU", PLAIN),
                    entry("Sigmoid", PLAIN),
                    entry("Softmax", PLAIN),
                    entry("Softplus", List.of("{}", "{beta: 2, threshold: 1.5}")),
                    entry("Tanh", PLAIN));

    private static final Map<String, List<String>> LOSSES =
            Map.ofEntries(
                    entry("BCELoss", PLAIN),
                    entry("BCEWithLogitsLoss", List.of("{}", "{pos_weight: 3}")),
                    entry(
                            "CrossEntropyLoss",
                            List.of("{}", "{weight: WEIGHTS, label_smoothing: 0.2}")),
                    entry("FocalLoss", List.of("{}", "{alpha: -1, gamma: 0.7}")),
                    entry("HingeLoss", PLAIN),
                    entry("HuberLoss", List.of("{}", "{delta: 0.4}")),
                    entry("L1Loss", PLAIN),
                    entry("LogCoshLoss", PLAIN),
                    entry("MSELoss", PLAIN),
                    entry("NLLLoss", List.of("{}", "{weight: WEIGHTS}")),
                    entry("PoissonNLLLoss", List.of("{full: true}", "{log_input: false}")),
                    entry("QuantileLoss", List.of("{}", "{q: 0.9}")),
                    entry("SmoothL1Loss", List.of("{}", "{beta: 0}")),
                    entry("SparsemaxLoss", PLAIN));

    private CatalogModules() {}

    /** The layers that stand here, as {@code Linear: {out_features: 3}}. */
    static List<String> layers() {
        return written(LAYERS);
    }

    /** The losses that stand here. */
    static List<String> losses() {
        return written(LOSSES);
    }

    static Map<String, List<String>> layersByName() {
        return LAYERS;
    }

    static Map<String, List<String>> lossesByName() {
        return LOSSES;
    }

    /** The layer of a text, for inputs of a width. */
    static Layer layer(String text, int width) {
        return LayerCatalog.read(value(text, width)).map(DeclaredLayer::layer).orElseThrow();
    }

    /** The loss of a text, for outputs of a width. */
    static Loss loss(String text, int width) {
        return LossCatalog.read(value(text, width)).map(DeclaredLoss::loss).orElseThrow();
    }

    private static List<String> written(Map<String, List<String>> modules) {
        return modules.entrySet().stream()
                .flatMap(module -> module.getValue().stream().map(a -> module.getKey() + ": " + a))
                .sorted()
                .toList();
    }

    private static Value value(String text, int width) {
        String weights =
                IntStream.range(0, width)
                        .mapToObj(i -> Double.toString(0.5 + i))
                        .collect(Collectors.joining(", ", "[", "]"));
        String yaml = text.replace("WIDTH", width + "").replace("WEIGHTS", weights);
        return YamlTree.parse("module: {" + yaml + "}", Map.of(), CatalogModules::refused)
                .flatMap(YamlTree::section)
                .flatMap(root -> root.optional("module"))
                .orElseThrow();
    }

    private static void refused(int line, String key, String message) {
        throw new IllegalStateException(key + ": " + message);
    }
}
