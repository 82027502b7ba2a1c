package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Optimizers by PyTorch's names, with PyTorch's arguments and defaults. */
public final class OptimizerCatalog {
    private static final double LR = 1e-3;
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPS = 1e-8;

    private static final List<String> RESERVED =
            List.of(
                    "ASGD",
                    "Adadelta",
                    "Adagrad",
                    "AdamW",
                    "Adamax",
                    "FTRL",
                    "LBFGS",
                    "NAdam",
                    "RAdam",
                    "RMSprop",
                    "Rprop",
                    "SparseAdam");

    private static final Catalog<Optimizer> OPTIMIZERS =
            new Catalog<>(
                    new TreeMap<String, Catalog.Entry<Optimizer>>(
                            Map.of("SGD", OptimizerCatalog::sgd, "Adam", OptimizerCatalog::adam)),
                    RESERVED);

    private OptimizerCatalog() {}

    /** The optimizer that a value names; empty, with every problem reported, if it names none. */
    public static Optional<Optimizer> read(Value value) {
        return OPTIMIZERS.read(value);
    }

    private static Optional<Optimizer> sgd(Section arguments) {
        arguments.reserve("maximize", "foreach", "differentiable", "fused");
        double lr = number(arguments, "lr", Range.above(0), LR);
        double momentum = number(arguments, "momentum", Range.atLeast(0), 0);
        double dampening = number(arguments, "dampening", Range.atLeast(0), 0);
        double weightDecay = number(arguments, "weight_decay", Range.atLeast(0), 0);
        Optional<Value> nesterovKey = arguments.optional("nesterov");
        boolean nesterov = nesterovKey.flatMap(Value::flag).orElse(false);
        if (nesterov && (momentum == 0 || dampening != 0)) {
            nesterovKey.ifPresent(v -> v.refuse("needs a momentum above 0 and dampening 0"));
            return Optional.empty();
        }
        return Optional.of(new SGD(lr, momentum, dampening, weightDecay, nesterov));
    }

    private static Optional<Optimizer> adam(Section arguments) {
        arguments.reserve(
                "amsgrad", "maximize", "foreach", "capturable", "differentiable", "fused");
        double lr = number(arguments, "lr", Range.above(0), LR);
        Optional<Value> betasKey = arguments.optional("betas");
        List<Double> betas = betasKey.map(OptimizerCatalog::betas).orElse(List.of(BETA_1, BETA_2));
        double eps = number(arguments, "eps", Range.above(0), EPS);
        double weightDecay = number(arguments, "weight_decay", Range.atLeast(0), 0);
        return betas.size() == 2
                ? Optional.of(new Adam(lr, betas.get(0), betas.get(1), eps, weightDecay))
                : Optional.empty();
    }

    /** Two numbers; fewer, with the problem reported, if they are not. */
    private static List<Double> betas(Value value) {
        List<Value> items = value.list().orElse(List.of());
        if (value.isList() && items.size() != 2) {
            value.refuse("must be two numbers, as [0.9, 0.999], found a list of " + items.size());
            return List.of();
        }
        return items.stream().flatMap(i -> i.number(Range.halfOpen(0, 1)).stream()).toList();
    }

    private static double number(Section arguments, String key, Range range, double otherwise) {
        return arguments.optional(key).flatMap(v -> v.number(range)).orElse(otherwise);
    }
}
