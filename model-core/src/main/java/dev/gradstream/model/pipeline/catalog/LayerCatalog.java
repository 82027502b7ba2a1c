package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.nn.BatchNorm1d;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.Flatten;
import dev.gradstream.model.nn.Identity;
import dev.gradstream.model.nn.LayerNorm;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.pipeline.catalog.DeclaredLayer.Stated;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Layers by PyTorch's names, with PyTorch's arguments and defaults. */
public final class LayerCatalog {
    /** Most values that a layer may put out. */
    public static final int MAX_FEATURES = 1_000_000;

    private static final double DROPOUT_P = 0.5;
    private static final double NORM_EPS = 1e-5;
    private static final double BATCH_NORM_MOMENTUM = 0.1;

    private static final List<String> RESERVED =
            List.of(
                    "AdaptiveAvgPool1d",
                    "AdaptiveAvgPool2d",
                    "AvgPool1d",
                    "AvgPool2d",
                    "BatchNorm2d",
                    "Bilinear",
                    "CELU",
                    "Conv1d",
                    "Conv2d",
                    "Conv3d",
                    "ConvTranspose1d",
                    "ConvTranspose2d",
                    "Embedding",
                    "EmbeddingBag",
                    "GLU",
                    "GRU",
                    "GroupNorm",
                    "Hardsigmoid",
                    "Hardswish",
                    "InstanceNorm1d",
                    "LSTM",
                    "LogSigmoid",
                    "MaxPool1d",
                    "MaxPool2d",
                    "Mish",
                    "MultiheadAttention",
                    "PReLU",
                    "RNN",
                    "ReLU6",
                    "SELU",
                    "Sequential",
                    "Softmin",
                    "Softsign",
                    "Tanhshrink",
                    "Transformer",
                    "TransformerDecoderLayer",
                    "TransformerEncoder",
                    "TransformerEncoderLayer",
                    "Unflatten");

    private static final Catalog<DeclaredLayer> LAYERS = new Catalog<>(available(), RESERVED);

    private LayerCatalog() {}

    private static SortedMap<String, Catalog.Entry<DeclaredLayer>> available() {
        SortedMap<String, Catalog.Entry<DeclaredLayer>> entries =
                new TreeMap<>(ActivationEntries.all());
        entries.put("BatchNorm1d", LayerCatalog::batchNorm);
        entries.put("Linear", LayerCatalog::linear);
        entries.put("Dropout", LayerCatalog::dropout);
        entries.put("Flatten", LayerCatalog::flatten);
        entries.put("Identity", LayerCatalog::identity);
        entries.put("LayerNorm", LayerCatalog::layerNorm);
        entries.put("Residual", new ResidualEntry());
        return entries;
    }

    /** The name of every layer there is. */
    public static Set<String> names() {
        return LAYERS.names();
    }

    /** The layer that a value names; empty, with every problem reported, if it names none. */
    public static Optional<DeclaredLayer> read(Value value) {
        return LAYERS.read(value);
    }

    private static Optional<DeclaredLayer> linear(Section arguments) {
        arguments.reserve("device", "dtype");
        Optional<Stated> in = stated(arguments, "in_features");
        Optional<Integer> out =
                arguments
                        .required("out_features", "write Linear: {out_features: 16}")
                        .flatMap(v -> v.integer(1, MAX_FEATURES));
        boolean bias = arguments.flag("bias", true);
        return out.map(width -> new DeclaredLayer(new Linear(width, bias), arguments).taking(in));
    }

    private static Optional<DeclaredLayer> dropout(Section arguments) {
        arguments.reserve("inplace");
        double p = arguments.number("p", Range.halfOpen(0, 1), DROPOUT_P);
        return Optional.of(new DeclaredLayer(new Dropout(p), arguments));
    }

    /** Examples are flat already: only PyTorch's defaults say so. */
    private static Optional<DeclaredLayer> flatten(Section arguments) {
        arguments.optional("start_dim").ifPresent(v -> v.integer(1, 1));
        arguments.optional("end_dim").ifPresent(v -> v.integer(-1, -1));
        return Optional.of(new DeclaredLayer(new Flatten(), arguments));
    }

    private static Optional<DeclaredLayer> identity(Section arguments) {
        return Optional.of(new DeclaredLayer(new Identity(), arguments));
    }

    private static Optional<DeclaredLayer> layerNorm(Section arguments) {
        arguments.reserve("bias", "device", "dtype");
        Optional<Stated> width = stated(arguments, "normalized_shape");
        double eps = arguments.number("eps", Range.above(0), NORM_EPS);
        boolean affine = arguments.flag("elementwise_affine", true);
        return Optional.of(new DeclaredLayer(new LayerNorm(eps, affine), arguments).taking(width));
    }

    private static Optional<DeclaredLayer> batchNorm(Section arguments) {
        arguments.reserve("track_running_stats", "device", "dtype");
        Optional<Stated> width = stated(arguments, "num_features");
        double eps = arguments.number("eps", Range.above(0), NORM_EPS);
        double momentum = arguments.number("momentum", Range.closed(0, 1), BATCH_NORM_MOMENTUM);
        boolean affine = arguments.flag("affine", true);
        BatchNorm1d layer = new BatchNorm1d(eps, momentum, affine);
        return Optional.of(new DeclaredLayer(layer, arguments).taking(width));
    }

    private static Optional<Stated> stated(Section arguments, String key) {
        return arguments
                .optional(key)
                .flatMap(v -> v.integer(1, MAX_FEATURES))
                .map(width -> new Stated(key, width));
    }
}
