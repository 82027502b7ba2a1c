package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Losses by PyTorch's names. */
public final class LossCatalog {
    private static final List<String> RESERVED =
            List.of(
                    "BCELoss",
                    "CTCLoss",
                    "CosineEmbeddingLoss",
                    "FocalLoss",
                    "GaussianNLLLoss",
                    "HingeEmbeddingLoss",
                    "HingeLoss",
                    "HuberLoss",
                    "KLDivLoss",
                    "L1Loss",
                    "LogCoshLoss",
                    "MarginRankingLoss",
                    "MultiLabelMarginLoss",
                    "MultiLabelSoftMarginLoss",
                    "MultiMarginLoss",
                    "NLLLoss",
                    "PinballLoss",
                    "PoissonNLLLoss",
                    "QuantileLoss",
                    "SmoothL1Loss",
                    "SoftMarginLoss",
                    "SparsemaxLoss",
                    "TripletMarginLoss");

    private static final Catalog<DeclaredLoss> LOSSES =
            new Catalog<>(
                    new TreeMap<String, Catalog.Entry<DeclaredLoss>>(
                            Map.of(
                                    "BCEWithLogitsLoss",
                                    loss(BCEWithLogitsLoss::new, OutputRule.ONE_LOGIT),
                                    "CrossEntropyLoss",
                                    loss(CrossEntropyLoss::new, OutputRule.LOGIT_PER_CLASS),
                                    "MSELoss",
                                    loss(MSELoss::new, OutputRule.NUMBER))),
                    RESERVED);

    private LossCatalog() {}

    /** The loss that a value names; empty, with every problem reported, if it names none. */
    public static Optional<DeclaredLoss> read(Value value) {
        return LOSSES.read(value);
    }

    private static Catalog.Entry<DeclaredLoss> loss(Supplier<Loss> loss, OutputRule rule) {
        return arguments -> {
            arguments.reserve(
                    "weight",
                    "pos_weight",
                    "ignore_index",
                    "label_smoothing",
                    "reduction",
                    "reduce",
                    "size_average");
            return Optional.of(new DeclaredLoss(loss.get(), rule, arguments));
        };
    }
}
