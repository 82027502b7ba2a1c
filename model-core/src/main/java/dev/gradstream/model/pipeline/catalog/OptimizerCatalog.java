package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.graph.NamePattern;
import dev.gradstream.model.optim.Adadelta;
import dev.gradstream.model.optim.Adagrad;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.AdamW;
import dev.gradstream.model.optim.Adamax;
import dev.gradstream.model.optim.FTRL;
import dev.gradstream.model.optim.NAdam;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.ParameterGroup;
import dev.gradstream.model.optim.RMSprop;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.pipeline.catalog.Arguments.Betas;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Optimizers by PyTorch's names, with PyTorch's arguments and defaults; and FTRL. */
public final class OptimizerCatalog {
    private static final double LR = 1e-3;
    private static final double EPS = 1e-8;

    private static final List<String> RESERVED =
            List.of("ASGD", "LBFGS", "RAdam", "Rprop", "SparseAdam");

    private static final Catalog<Declared> OPTIMIZERS =
            new Catalog<>(
                    new TreeMap<String, Catalog.Entry<Declared>>(
                            Map.of(
                                    "Adadelta", entry(OptimizerCatalog::adadelta),
                                    "Adagrad", entry(OptimizerCatalog::adagrad),
                                    "Adam", entry(OptimizerCatalog::adam),
                                    "AdamW", entry(OptimizerCatalog::adamW),
                                    "Adamax", entry(OptimizerCatalog::adamax),
                                    "FTRL", entry(OptimizerCatalog::ftrl),
                                    "NAdam", entry(OptimizerCatalog::nAdam),
                                    "RMSprop", entry(OptimizerCatalog::rmsprop),
                                    "SGD", entry(OptimizerCatalog::sgd))),
                    RESERVED);

    private record Declared(Optimizer optimizer, List<DeclaredOptimizer.Group> groups) {}

    private OptimizerCatalog() {}

    /** The optimizer that a value names; empty, with every problem reported, if it names none. */
    public static Optional<DeclaredOptimizer> read(Value value) {
        return OPTIMIZERS
                .read(value)
                .map(read -> new DeclaredOptimizer(read.optimizer(), read.groups(), value));
    }

    private static Catalog.Entry<Declared> entry(Function<Arguments, Optimizer> optimizer) {
        return section -> {
            section.reserve(
                    "amsgrad", "maximize", "foreach", "capturable", "differentiable", "fused");
            return Optional.of(
                    new Declared(optimizer.apply(new Arguments(section)), groups(section)));
        };
    }

    private static List<DeclaredOptimizer.Group> groups(Section section) {
        return section.optional("groups").flatMap(Value::list).orElse(List.of()).stream()
                .flatMap(group -> group.section().stream())
                .flatMap(group -> group(group).stream())
                .toList();
    }

    private static Optional<DeclaredOptimizer.Group> group(Section section) {
        Optional<Value> place = section.required("parameters", "name them, as parameters: \"0.*\"");
        double lr = new Arguments(section).requiredNumber("lr", Range.above(0), LR);
        section.finish();
        return place.flatMap(Value::text)
                .map(
                        pattern ->
                                new DeclaredOptimizer.Group(
                                        new ParameterGroup(new NamePattern(pattern), lr),
                                        place.get()));
    }

    private static Optimizer sgd(Arguments arguments) {
        double lr = lr(arguments, LR);
        double momentum = arguments.number("momentum", Range.atLeast(0), 0);
        double dampening = arguments.number("dampening", Range.atLeast(0), 0);
        boolean nesterov = arguments.flag("nesterov", false);
        boolean possible = momentum > 0 && dampening == 0;
        if (nesterov && !possible) {
            arguments
                    .section()
                    .optional("nesterov")
                    .ifPresent(v -> v.refuse("needs a momentum above 0 and dampening 0"));
        }
        return new SGD(lr, momentum, dampening, weightDecay(arguments, 0), nesterov && possible);
    }

    private static Optimizer adam(Arguments arguments) {
        Betas betas = arguments.betas();
        return new Adam(
                lr(arguments, LR),
                betas.beta1(),
                betas.beta2(),
                eps(arguments, EPS),
                weightDecay(arguments, 0));
    }

    private static Optimizer adamW(Arguments arguments) {
        Betas betas = arguments.betas();
        return new AdamW(
                lr(arguments, LR),
                betas.beta1(),
                betas.beta2(),
                eps(arguments, EPS),
                weightDecay(arguments, 1e-2));
    }

    private static Optimizer adamax(Arguments arguments) {
        Betas betas = arguments.betas();
        return new Adamax(
                lr(arguments, 2e-3),
                betas.beta1(),
                betas.beta2(),
                eps(arguments, EPS),
                weightDecay(arguments, 0));
    }

    private static Optimizer nAdam(Arguments arguments) {
        Betas betas = arguments.betas();
        return new NAdam(
                lr(arguments, 2e-3),
                betas.beta1(),
                betas.beta2(),
                eps(arguments, EPS),
                weightDecay(arguments, 0),
                arguments.number("momentum_decay", Range.atLeast(0), 4e-3));
    }

    private static Optimizer rmsprop(Arguments arguments) {
        return new RMSprop(
                lr(arguments, 1e-2),
                arguments.number("alpha", Range.halfOpen(0, 1), 0.99),
                eps(arguments, EPS),
                weightDecay(arguments, 0),
                arguments.number("momentum", Range.atLeast(0), 0),
                arguments.flag("centered", false));
    }

    private static Optimizer adagrad(Arguments arguments) {
        return new Adagrad(
                lr(arguments, 1e-2),
                arguments.number("lr_decay", Range.atLeast(0), 0),
                weightDecay(arguments, 0),
                arguments.number("initial_accumulator_value", Range.atLeast(0), 0),
                eps(arguments, 1e-10));
    }

    private static Optimizer adadelta(Arguments arguments) {
        return new Adadelta(
                lr(arguments, 1),
                arguments.number("rho", Range.halfOpen(0, 1), 0.9),
                eps(arguments, 1e-6),
                weightDecay(arguments, 0));
    }

    private static Optimizer ftrl(Arguments arguments) {
        return new FTRL(
                arguments.number("alpha", Range.above(0), 0.1),
                arguments.number("beta", Range.above(0), 1),
                arguments.number("l1", Range.atLeast(0), 0),
                arguments.number("l2", Range.atLeast(0), 0));
    }

    private static double lr(Arguments arguments, double otherwise) {
        return arguments.number("lr", Range.above(0), otherwise);
    }

    private static double eps(Arguments arguments, double otherwise) {
        return arguments.number("eps", Range.above(0), otherwise);
    }

    private static double weightDecay(Arguments arguments, double otherwise) {
        return arguments.number("weight_decay", Range.atLeast(0), otherwise);
    }
}
