package dev.gradstream.model.pipeline;

import dev.gradstream.model.graph.NamePattern;
import dev.gradstream.model.optim.GradientClipping;
import dev.gradstream.model.optim.LearningRateSchedule;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import dev.gradstream.model.pipeline.catalog.DeclaredOptimizer;
import dev.gradstream.model.pipeline.catalog.OptimizerCatalog;
import dev.gradstream.model.pipeline.catalog.ScheduleCatalog;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code optimizer}, {@code lr_scheduler}, {@code clip_grad_norm}, {@code clip_grad_value}, {@code
 * l1_penalty} and {@code freeze}: how the network is optimised.
 */
final class OptimizationSection {
    private OptimizationSection() {}

    /** What the file says; empty, with every problem reported, where it says nothing of use. */
    static Optional<Optimization> read(Section root, ParameterNames names) {
        Optional<DeclaredOptimizer> optimizer =
                root.required("optimizer", "name one, as optimizer: {Adam: {lr: 0.001}}")
                        .flatMap(OptimizerCatalog::read);
        Optional<Value> schedulerKey = root.optional("lr_scheduler");
        Optional<LearningRateSchedule> schedule =
                schedulerKey.isPresent()
                        ? schedulerKey.flatMap(ScheduleCatalog::read)
                        : Optional.of(LearningRateSchedule.NONE);
        GradientClipping clipping =
                new GradientClipping(
                        above0(root, "clip_grad_value"), above0(root, "clip_grad_norm"));
        double l1Penalty =
                root.optional("l1_penalty").flatMap(v -> v.number(Range.atLeast(0))).orElse(0.0);
        List<NamePattern> frozen = frozen(root, names);
        optimizer.ifPresent(
                o -> o.groups().forEach(g -> names.check(g.group().parameters(), g.place())));
        return optimizer.flatMap(
                o ->
                        schedule.filter(s -> takes(o, s, schedulerKey))
                                .map(s -> optimization(o, s, clipping, l1Penalty, frozen)));
    }

    private static Optimization optimization(
            DeclaredOptimizer declared,
            LearningRateSchedule schedule,
            GradientClipping clipping,
            double l1Penalty,
            List<NamePattern> frozen) {
        return new Optimization(
                declared.optimizer(),
                schedule,
                schedule instanceof ReduceLROnPlateau plateau
                        ? Optional.of(plateau.reduction())
                        : Optional.empty(),
                clipping,
                l1Penalty,
                declared.groups().stream().map(DeclaredOptimizer.Group::group).toList(),
                frozen);
    }

    /** Whether the optimizer has the momentum that the schedule may cycle; if not, reported. */
    private static boolean takes(
            DeclaredOptimizer declared, LearningRateSchedule schedule, Optional<Value> place) {
        if (schedule.momentum().isEmpty() || declared.optimizer().scheduledMomentum().isPresent()) {
            return true;
        }
        place.ifPresent(
                value ->
                        value.refuse(
                                "cycles the momentum, but the optimizer has none; write"
                                        + " cycle_momentum: false, or a momentum above 0"));
        return false;
    }

    private static OptionalDouble above0(Section root, String key) {
        return root.optional(key)
                .flatMap(v -> v.number(Range.above(0)))
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    private static List<NamePattern> frozen(Section root, ParameterNames names) {
        Optional<Value> place = root.optional("freeze");
        List<NamePattern> frozen =
                place.flatMap(Value::list).orElse(List.of()).stream()
                        .flatMap(item -> names.pattern(item).stream())
                        .toList();
        place.ifPresent(value -> names.checkSomeLeft(frozen, value));
        return frozen;
    }
}
