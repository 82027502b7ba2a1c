package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.nn.ELU;
import dev.gradstream.model.nn.GELU;
import dev.gradstream.model.nn.Hardtanh;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.LeakyReLU;
import dev.gradstream.model.nn.LogSoftmax;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.SiLU;
import dev.gradstream.model.nn.Sigmoid;
import dev.gradstream.model.nn.Softmax;
import dev.gradstream.model.nn.Softplus;
import dev.gradstream.model.nn.Tanh;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Activations, by PyTorch's names, with PyTorch's arguments and defaults. */
final class ActivationEntries {
    private static final double LEAKY_RELU_SLOPE = 0.01;
    private static final double SOFTPLUS_THRESHOLD = 20;

    private static final Choice<Boolean> APPROXIMATE = Choice.of("none", false, "tanh", true);

    private ActivationEntries() {}

    static Map<String, Catalog.Entry<DeclaredLayer>> all() {
        return Map.ofEntries(
                entry("ReLU", arguments -> new ReLU()),
                entry("Sigmoid", arguments -> new Sigmoid()),
                entry("Tanh", arguments -> new Tanh()),
                entry("SiLU", arguments -> new SiLU()),
                entry("LeakyReLU", ActivationEntries::leakyReLU),
                entry("ELU", ActivationEntries::elu),
                entry("GELU", ActivationEntries::gelu),
                entry("Softplus", ActivationEntries::softplus),
                entry("Hardtanh", ActivationEntries::hardtanh),
                entry("Softmax", arguments -> alongRows(arguments, new Softmax())),
                entry("LogSoftmax", arguments -> alongRows(arguments, new LogSoftmax())));
    }

    private static Map.Entry<String, Catalog.Entry<DeclaredLayer>> entry(
            String name, Function<Section, Layer> layer) {
        return Map.entry(
                name,
                arguments -> {
                    arguments.reserve("inplace");
                    return Optional.of(new DeclaredLayer(layer.apply(arguments), arguments));
                });
    }

    private static Layer leakyReLU(Section arguments) {
        return new LeakyReLU(arguments.number("negative_slope", Range.finite(), LEAKY_RELU_SLOPE));
    }

    private static Layer elu(Section arguments) {
        return new ELU(arguments.number("alpha", Range.finite(), 1));
    }

    private static Layer gelu(Section arguments) {
        return new GELU(arguments.optional("approximate").flatMap(APPROXIMATE::read).orElse(false));
    }

    private static Layer softplus(Section arguments) {
        return new Softplus(
                arguments.number("beta", Range.above(0), 1),
                arguments.number("threshold", Range.finite(), SOFTPLUS_THRESHOLD));
    }

    private static Layer hardtanh(Section arguments) {
        return new Hardtanh(
                arguments.number("min_val", Range.finite(), -1),
                arguments.number("max_val", Range.finite(), 1));
    }

    /** Examples are rows of features: there is but one dimension to take a softmax along. */
    private static Layer alongRows(Section arguments, Layer layer) {
        Optional<Value> dim = arguments.optional("dim");
        dim.flatMap(value -> value.number(Range.finite()))
                .filter(number -> number != -1 && number != 1)
                .ifPresent(number -> dim.get().expected("-1, along the features"));
        return layer;
    }
}
