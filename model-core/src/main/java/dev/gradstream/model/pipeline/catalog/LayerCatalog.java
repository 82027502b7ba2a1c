package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Sigmoid;
import dev.gradstream.model.nn.Tanh;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Layers by PyTorch's names, with PyTorch's arguments and defaults. */
public final class LayerCatalog {
    /** Most values that a layer may put out. */
    public static final int MAX_FEATURES = 1_000_000;

    private static final double DROPOUT_P = 0.5;

    private static final List<String> RESERVED =
            List.of(
                    "AdaptiveAvgPool1d",
                    "AdaptiveAvgPool2d",
                    "AvgPool1d",
                    "AvgPool2d",
                    "BatchNorm1d",
                    "BatchNorm2d",
                    "Bilinear",
                    "CELU",
                    "Conv1d",
                    "Conv2d",
                    "Conv3d",
                    "ConvTranspose1d",
                    "ConvTranspose2d",
                    "ELU",
                    "Embedding",
                    "EmbeddingBag",
                    "Flatten",
                    "GELU",
                    "GLU",
                    "GRU",
                    "GroupNorm",
                    "Hardsigmoid",
                    "Hardswish",
                    "Hardtanh",
                    "Identity",
                    "InstanceNorm1d",
                    "LSTM",
                    "LayerNorm",
                    "LeakyReLU",
                    "LogSigmoid",
                    "LogSoftmax",
                    "MaxPool1d",
                    "MaxPool2d",
                    "Mish",
                    "MultiheadAttention",
                    "PReLU",
                    "RNN",
                    "ReLU6",
                    "Residual",
                    "SELU",
                    "Sequential",
                    "SiLU",
                    "Softmax",
                    "Softmin",
                    "Softplus",
                    "Softsign",
                    "Tanhshrink",
                    "Transformer",
                    "TransformerDecoderLayer",
                    "TransformerEncoder",
                    "TransformerEncoderLayer",
                    "Unflatten");

    private static final Catalog<DeclaredLayer> LAYERS =
            new Catalog<>(
                    new TreeMap<String, Catalog.Entry<DeclaredLayer>>(
                            Map.of(
                                    "Linear", LayerCatalog::linear,
                                    "Dropout", LayerCatalog::dropout,
                                    "ReLU", withoutArguments(ReLU::new),
                                    "Sigmoid", withoutArguments(Sigmoid::new),
                                    "Tanh", withoutArguments(Tanh::new))),
                    RESERVED);

    private LayerCatalog() {}

    /** The layer that a value names; empty, with every problem reported, if it names none. */
    public static Optional<DeclaredLayer> read(Value value) {
        return LAYERS.read(value);
    }

    private static Optional<DeclaredLayer> linear(Section arguments) {
        arguments.reserve("device", "dtype");
        Optional<Integer> in =
                arguments.optional("in_features").flatMap(v -> v.integer(1, MAX_FEATURES));
        Optional<Integer> out =
                arguments
                        .required("out_features", "write Linear: {out_features: 16}")
                        .flatMap(v -> v.integer(1, MAX_FEATURES));
        boolean bias = arguments.optional("bias").flatMap(Value::flag).orElse(true);
        return out.map(width -> new DeclaredLayer(new Linear(width, bias), arguments, in));
    }

    private static Optional<DeclaredLayer> dropout(Section arguments) {
        arguments.reserve("inplace");
        double p =
                arguments
                        .optional("p")
                        .flatMap(v -> v.number(Range.halfOpen(0, 1)))
                        .orElse(DROPOUT_P);
        return Optional.of(new DeclaredLayer(new Dropout(p), arguments));
    }

    private static Catalog.Entry<DeclaredLayer> withoutArguments(Supplier<Layer> layer) {
        return arguments -> {
            arguments.reserve("inplace");
            return Optional.of(new DeclaredLayer(layer.get(), arguments));
        };
    }
}
