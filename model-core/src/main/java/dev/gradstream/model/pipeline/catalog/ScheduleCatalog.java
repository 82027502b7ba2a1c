package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.optim.RateReduction;
import dev.gradstream.model.optim.schedule.Annealing;
import dev.gradstream.model.optim.schedule.ChainedScheduler;
import dev.gradstream.model.optim.schedule.ConstantLR;
import dev.gradstream.model.optim.schedule.CosineAnnealingLR;
import dev.gradstream.model.optim.schedule.CosineAnnealingWarmRestarts;
import dev.gradstream.model.optim.schedule.CyclicLR;
import dev.gradstream.model.optim.schedule.ExponentialLR;
import dev.gradstream.model.optim.schedule.LearningRateFactor;
import dev.gradstream.model.optim.schedule.LinearLR;
import dev.gradstream.model.optim.schedule.MomentumCycle;
import dev.gradstream.model.optim.schedule.MultiStepLR;
import dev.gradstream.model.optim.schedule.OneCycleLR;
import dev.gradstream.model.optim.schedule.PolynomialLR;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import dev.gradstream.model.optim.schedule.SequentialLR;
import dev.gradstream.model.optim.schedule.StepLR;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/** Learning rate schedules by PyTorch's names, with PyTorch's arguments and defaults. */
public final class ScheduleCatalog {
    private static final List<String> RESERVED = List.of("LambdaLR", "MultiplicativeLR");

    private static final Range SHARE = new Range(0, false, 1, true, "above 0, up to 1");
    private static final Range SHARE_OR_NOTHING = new Range(0, true, 1, true, "from 0 to 1");
    private static final double GAMMA = 0.1;
    private static final int ITERS = 5;

    /** In the place of a part that is of no use, so that reading can go on. */
    private static final LearningRateFactor NOTHING = new ConstantLR(1, 0);

    private static final Choice<CyclicLR.Mode> MODE =
            new Choice<>(
                    new TreeMap<>(
                            Map.of(
                                    "triangular", CyclicLR.Mode.TRIANGULAR,
                                    "triangular2", CyclicLR.Mode.TRIANGULAR2,
                                    "exp_range", CyclicLR.Mode.EXP_RANGE)),
                    List.of());
    private static final Choice<Annealing> ANNEALING =
            Choice.of("cos", Annealing.COS, "linear", Annealing.LINEAR);

    private static final Choice<ReduceLROnPlateau.Mode> PLATEAU_MODE =
            Choice.of("min", ReduceLROnPlateau.Mode.MIN, "max", ReduceLROnPlateau.Mode.MAX);
    private static final Choice<ReduceLROnPlateau.ThresholdMode> THRESHOLD_MODE =
            Choice.of(
                    "rel",
                    ReduceLROnPlateau.ThresholdMode.REL,
                    "abs",
                    ReduceLROnPlateau.ThresholdMode.ABS);

    private static final Catalog<LearningRateSchedule> SCHEDULES =
            new Catalog<>(
                    new TreeMap<String, Catalog.Entry<LearningRateSchedule>>(
                            Map.ofEntries(
                                    entry("ChainedScheduler", ScheduleCatalog::chained),
                                    entry("ConstantLR", ScheduleCatalog::constant),
                                    entry("CosineAnnealingLR", ScheduleCatalog::cosine),
                                    entry(
                                            "CosineAnnealingWarmRestarts",
                                            ScheduleCatalog::warmRestarts),
                                    entry("CyclicLR", ScheduleCatalog::cyclic),
                                    entry("ExponentialLR", ScheduleCatalog::exponential),
                                    entry("LinearLR", ScheduleCatalog::linear),
                                    entry("MultiStepLR", ScheduleCatalog::multiStep),
                                    entry("OneCycleLR", ScheduleCatalog::oneCycle),
                                    entry("PolynomialLR", ScheduleCatalog::polynomial),
                                    entry("ReduceLROnPlateau", ScheduleCatalog::plateau),
                                    entry("SequentialLR", ScheduleCatalog::sequential),
                                    entry("StepLR", ScheduleCatalog::step))),
                    RESERVED);

    private ScheduleCatalog() {}

    /** The schedule that a value names; empty, with every problem reported, if it names none. */
    public static Optional<LearningRateSchedule> read(Value value) {
        return SCHEDULES.read(value);
    }

    private static Map.Entry<String, Catalog.Entry<LearningRateSchedule>> entry(
            String name, Function<Arguments, LearningRateSchedule> schedule) {
        return Map.entry(
                name,
                section -> {
                    section.reserve("last_epoch", "verbose", "scale_fn", "scale_mode");
                    return Optional.of(schedule.apply(new Arguments(section)));
                });
    }

    private static LearningRateSchedule step(Arguments arguments) {
        return new StepLR(arguments.requiredInteger("step_size", 1, 1000), gamma(arguments));
    }

    private static LearningRateSchedule multiStep(Arguments arguments) {
        return new MultiStepLR(milestones(arguments), gamma(arguments));
    }

    private static LearningRateSchedule exponential(Arguments arguments) {
        return new ExponentialLR(arguments.requiredNumber("gamma", Range.above(0), 0.999));
    }

    private static LearningRateSchedule constant(Arguments arguments) {
        return new ConstantLR(
                arguments.number("factor", SHARE, 1.0 / 3),
                arguments.integer("total_iters", 0, ITERS));
    }

    private static LearningRateSchedule linear(Arguments arguments) {
        return new LinearLR(
                arguments.number("start_factor", SHARE, 1.0 / 3),
                arguments.number("end_factor", SHARE_OR_NOTHING, 1),
                arguments.integer("total_iters", 1, ITERS));
    }

    private static LearningRateSchedule polynomial(Arguments arguments) {
        return new PolynomialLR(
                arguments.integer("total_iters", 1, ITERS),
                arguments.number("power", Range.above(0), 1));
    }

    private static LearningRateSchedule cosine(Arguments arguments) {
        return new CosineAnnealingLR(
                arguments.requiredInteger("T_max", 1, 1000), etaMin(arguments));
    }

    private static LearningRateSchedule warmRestarts(Arguments arguments) {
        return new CosineAnnealingWarmRestarts(
                arguments.requiredInteger("T_0", 1, 1000),
                arguments.integer("T_mult", 1, 1),
                etaMin(arguments));
    }

    private static LearningRateSchedule cyclic(Arguments arguments) {
        int up = arguments.integer("step_size_up", 1, 2000);
        return new CyclicLR(
                arguments.requiredNumber("base_lr", Range.above(0), 0.001),
                arguments.requiredNumber("max_lr", Range.above(0), 0.01),
                up,
                arguments.integer("step_size_down", 1, up),
                arguments.choice("mode", MODE, CyclicLR.Mode.TRIANGULAR),
                arguments.number("gamma", Range.above(0), 1),
                momentum(arguments, 0.8, 0.9));
    }

    private static LearningRateSchedule oneCycle(Arguments arguments) {
        return new OneCycleLR(
                arguments.requiredNumber("max_lr", Range.above(0), 0.01),
                totalSteps(arguments),
                arguments.number("pct_start", Range.halfOpen(0, 1), 0.3),
                arguments.choice("anneal_strategy", ANNEALING, Annealing.COS),
                momentum(arguments, 0.85, 0.95),
                arguments.number("div_factor", Range.above(0), 25),
                arguments.number("final_div_factor", Range.above(0), 1e4),
                arguments.flag("three_phase", false));
    }

    private static int totalSteps(Arguments arguments) {
        OptionalInt epochs = arguments.optionalInteger("epochs", 1);
        OptionalInt stepsPerEpoch = arguments.optionalInteger("steps_per_epoch", 1);
        return epochs.isPresent() && stepsPerEpoch.isPresent()
                ? arguments.integer(
                        "total_steps",
                        2,
                        (int)
                                Math.min(
                                        Integer.MAX_VALUE,
                                        (long) epochs.getAsInt() * stepsPerEpoch.getAsInt()))
                : arguments.requiredInteger("total_steps", 2, 10_000);
    }

    private static Optional<MomentumCycle> momentum(Arguments arguments, double base, double max) {
        boolean cycles = arguments.flag("cycle_momentum", true);
        MomentumCycle cycle =
                new MomentumCycle(
                        arguments.number("base_momentum", Range.halfOpen(0, 1), base),
                        arguments.number("max_momentum", Range.halfOpen(0, 1), max));
        return Optional.of(cycle).filter(c -> cycles);
    }

    private static LearningRateSchedule plateau(Arguments arguments) {
        return new ReduceLROnPlateau(
                arguments.text("metric", "validation.loss"),
                arguments.choice("mode", PLATEAU_MODE, ReduceLROnPlateau.Mode.MIN),
                new RateReduction(
                        arguments.number("factor", Range.open(0, 1), GAMMA),
                        arguments.number("min_lr", Range.atLeast(0), 0),
                        arguments.number("eps", Range.atLeast(0), RateReduction.EPS)),
                arguments.integer("patience", 0, 10),
                arguments.number("threshold", Range.atLeast(0), 1e-4),
                arguments.choice(
                        "threshold_mode", THRESHOLD_MODE, ReduceLROnPlateau.ThresholdMode.REL),
                arguments.integer("cooldown", 0, 0));
    }

    private static LearningRateSchedule chained(Arguments arguments) {
        return new ChainedScheduler(
                parts(arguments).stream()
                        .map(
                                part -> {
                                    if (part instanceof LearningRateFactor factor) {
                                        return factor;
                                    }
                                    throw new IllegalArgumentException(
                                            "ChainedScheduler takes schedulers that multiply the"
                                                    + " rate: ConstantLR, ExponentialLR, LinearLR,"
                                                    + " MultiStepLR, PolynomialLR, StepLR; put"
                                                    + " others one after the other by SequentialLR");
                                })
                        .toList());
    }

    private static LearningRateSchedule sequential(Arguments arguments) {
        return new SequentialLR(parts(arguments), milestones(arguments));
    }

    private static List<LearningRateSchedule> parts(Arguments arguments) {
        return arguments
                .requiredList(
                        "schedulers", "[LinearLR: {total_iters: 100}, StepLR: {step_size: 1000}]")
                .stream()
                .map(ScheduleCatalog::part)
                .toList();
    }

    private static LearningRateSchedule part(Value value) {
        LearningRateSchedule part = read(value).orElse(NOTHING);
        if (part instanceof ReduceLROnPlateau) {
            value.refuse("ReduceLROnPlateau goes by a metric, not by steps; write it by itself");
            return NOTHING;
        }
        return part;
    }

    private static List<Integer> milestones(Arguments arguments) {
        return arguments.requiredList("milestones", "[100, 1000]").stream()
                .flatMap(value -> value.integer(1, Integer.MAX_VALUE).stream())
                .toList();
    }

    private static double gamma(Arguments arguments) {
        return arguments.number("gamma", Range.above(0), GAMMA);
    }

    private static double etaMin(Arguments arguments) {
        return arguments.number("eta_min", Range.atLeast(0), 0);
    }
}
