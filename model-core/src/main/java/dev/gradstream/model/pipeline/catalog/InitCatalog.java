package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.graph.Initializer;
import dev.gradstream.model.nn.init.FanMode;
import dev.gradstream.model.nn.init.Initialization;
import dev.gradstream.model.nn.init.Initialization.Distribution;
import dev.gradstream.model.nn.init.Nonlinearity;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** First values by the names of {@code torch.nn.init}, without the underscore at their end. */
public final class InitCatalog {
    private static final List<String> RESERVED =
            List.of("dirac", "eye", "orthogonal", "sparse", "trunc_normal");

    private static final Choice<FanMode> MODE =
            Choice.of("fan_in", FanMode.FAN_IN, "fan_out", FanMode.FAN_OUT);
    private static final Choice<Nonlinearity> NONLINEARITY = nonlinearities();

    private static final Catalog<Initialization> INITIALIZATIONS =
            new Catalog<>(
                    new TreeMap<String, Catalog.Entry<Initialization>>(
                            Map.of(
                                    "constant", entry(InitCatalog::constant),
                                    "kaiming_normal", entry(a -> kaiming(a, Distribution.NORMAL)),
                                    "kaiming_uniform", entry(a -> kaiming(a, Distribution.UNIFORM)),
                                    "normal", entry(InitCatalog::normal),
                                    "ones", entry(a -> number(1)),
                                    "uniform", entry(InitCatalog::uniform),
                                    "xavier_normal", entry(a -> xavier(a, Distribution.NORMAL)),
                                    "xavier_uniform", entry(a -> xavier(a, Distribution.UNIFORM)),
                                    "zeros", entry(a -> number(0)))),
                    RESERVED);

    private InitCatalog() {}

    /** What a value names; empty, with every problem reported, if it names nothing. */
    public static Optional<Initialization> read(Value value) {
        return INITIALIZATIONS.read(value);
    }

    private static Catalog.Entry<Initialization> entry(
            Function<Arguments, Initialization> initialization) {
        return section -> Optional.of(initialization.apply(new Arguments(section)));
    }

    private static Initialization number(double value) {
        return new Initialization.Plain(new Initializer.Constant(value));
    }

    private static Initialization constant(Arguments arguments) {
        return number(arguments.requiredNumber("val", Range.finite(), 0.1));
    }

    private static Initialization uniform(Arguments arguments) {
        return new Initialization.Plain(
                new Initializer.Uniform(
                        arguments.number("a", Range.finite(), 0),
                        arguments.number("b", Range.finite(), 1)));
    }

    private static Initialization normal(Arguments arguments) {
        return new Initialization.Plain(
                new Initializer.Normal(
                        arguments.number("mean", Range.finite(), 0),
                        arguments.number("std", Range.atLeast(0), 1)));
    }

    private static Initialization xavier(Arguments arguments, Distribution distribution) {
        return new Initialization.Xavier(distribution, arguments.number("gain", Range.finite(), 1));
    }

    private static Initialization kaiming(Arguments arguments, Distribution distribution) {
        return new Initialization.Kaiming(
                distribution,
                arguments.number("a", Range.finite(), 0),
                arguments.choice("mode", MODE, FanMode.FAN_IN),
                arguments.choice("nonlinearity", NONLINEARITY, Nonlinearity.LEAKY_RELU));
    }

    private static Choice<Nonlinearity> nonlinearities() {
        return new Choice<>(
                Arrays.stream(Nonlinearity.values())
                        .collect(
                                Collectors.toMap(
                                        each -> each.name().toLowerCase(Locale.ROOT),
                                        Function.identity(),
                                        (a, b) -> a,
                                        TreeMap::new)),
                List.of());
    }
}
