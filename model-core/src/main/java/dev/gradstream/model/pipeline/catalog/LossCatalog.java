package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.loss.BCELoss;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.FocalLoss;
import dev.gradstream.model.loss.HingeLoss;
import dev.gradstream.model.loss.HuberLoss;
import dev.gradstream.model.loss.L1Loss;
import dev.gradstream.model.loss.LogCoshLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.loss.NLLLoss;
import dev.gradstream.model.loss.PoissonNLLLoss;
import dev.gradstream.model.loss.QuantileLoss;
import dev.gradstream.model.loss.SmoothL1Loss;
import dev.gradstream.model.loss.SparsemaxLoss;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Losses by PyTorch's names, with PyTorch's arguments and defaults. */
public final class LossCatalog {
    private static final double FOCAL_ALPHA = 0.25;
    private static final double FOCAL_GAMMA = 2;
    private static final double MEDIAN = 0.5;
    private static final double POISSON_EPS = 1e-8;

    private static final List<String> RESERVED =
            List.of(
                    "CTCLoss",
                    "CosineEmbeddingLoss",
                    "GaussianNLLLoss",
                    "HingeEmbeddingLoss",
                    "KLDivLoss",
                    "MarginRankingLoss",
                    "MultiLabelMarginLoss",
                    "MultiLabelSoftMarginLoss",
                    "MultiMarginLoss",
                    "SoftMarginLoss",
                    "TripletMarginLoss");

    private static final Catalog<DeclaredLoss> LOSSES =
            new Catalog<>(
                    new TreeMap<String, Catalog.Entry<DeclaredLoss>>(
                            Map.ofEntries(
                                    entry("BCELoss", arguments -> new BCELoss()),
                                    entry("BCEWithLogitsLoss", LossCatalog::bceWithLogits),
                                    entry("CrossEntropyLoss", LossCatalog::crossEntropy),
                                    entry("FocalLoss", LossCatalog::focal),
                                    entry("HingeLoss", arguments -> new HingeLoss()),
                                    entry("HuberLoss", LossCatalog::huber),
                                    entry("L1Loss", arguments -> new L1Loss()),
                                    entry("LogCoshLoss", arguments -> new LogCoshLoss()),
                                    entry("MSELoss", arguments -> new MSELoss()),
                                    entry("NLLLoss", LossCatalog::nll),
                                    entry("PoissonNLLLoss", LossCatalog::poisson),
                                    entry("QuantileLoss", LossCatalog::quantile),
                                    entry("SmoothL1Loss", LossCatalog::smoothL1),
                                    entry("SparsemaxLoss", arguments -> new SparsemaxLoss()))),
                    RESERVED);

    private LossCatalog() {}

    /** The name of every loss there is. */
    public static Set<String> names() {
        return LOSSES.names();
    }

    /** The loss that a value names; empty, with every problem reported, if it names none. */
    public static Optional<DeclaredLoss> read(Value value) {
        return LOSSES.read(value);
    }

    private static Map.Entry<String, Catalog.Entry<DeclaredLoss>> entry(
            String name, Function<Section, Loss> loss) {
        return Map.entry(
                name,
                arguments -> {
                    arguments.reserve(
                            "weight",
                            "pos_weight",
                            "ignore_index",
                            "reduction",
                            "reduce",
                            "size_average");
                    return Optional.of(new DeclaredLoss(loss.apply(arguments), arguments));
                });
    }

    private static Loss bceWithLogits(Section arguments) {
        return new BCEWithLogitsLoss(weights(arguments, "pos_weight"));
    }

    private static Loss crossEntropy(Section arguments) {
        return new CrossEntropyLoss(
                weights(arguments, "weight"),
                arguments.number("label_smoothing", Range.closed(0, 1), 0));
    }

    private static Loss nll(Section arguments) {
        return new NLLLoss(weights(arguments, "weight"));
    }

    private static Loss focal(Section arguments) {
        return new FocalLoss(
                arguments.number("alpha", Range.closed(-1, 1), FOCAL_ALPHA),
                arguments.number("gamma", Range.atLeast(0), FOCAL_GAMMA));
    }

    private static Loss huber(Section arguments) {
        return new HuberLoss(arguments.number("delta", Range.above(0), 1));
    }

    private static Loss smoothL1(Section arguments) {
        return new SmoothL1Loss(arguments.number("beta", Range.atLeast(0), 1));
    }

    private static Loss quantile(Section arguments) {
        return new QuantileLoss(arguments.number("q", Range.open(0, 1), MEDIAN));
    }

    private static Loss poisson(Section arguments) {
        return new PoissonNLLLoss(
                arguments.flag("log_input", true),
                arguments.flag("full", false),
                arguments.number("eps", Range.above(0), POISSON_EPS));
    }

    /** A number, or a list of one for each output; none if any is no weight. */
    private static List<Double> weights(Section arguments, String key) {
        Optional<Value> value = arguments.optional(key);
        List<Value> items =
                value.filter(Value::isList).flatMap(Value::list).orElse(value.stream().toList());
        List<Double> weights =
                items.stream().flatMap(item -> item.number(Range.atLeast(0)).stream()).toList();
        return weights.size() == items.size() ? weights : List.of();
    }
}
