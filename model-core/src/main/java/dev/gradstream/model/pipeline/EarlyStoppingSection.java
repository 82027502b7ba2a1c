package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.Excerpt;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Measure.Kind;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.optim.RateReduction;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Action;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.pipeline.catalog.MeasureCatalog;
import dev.gradstream.model.pipeline.yaml.Choice;
import dev.gradstream.model.pipeline.yaml.Range;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code early_stopping}: when learning ends by itself. */
final class EarlyStoppingSection {
    private static final Choice<Action> ACTION = new Choice<>(actions(), List.of());
    private static final Range FACTOR = Range.open(0, 1);
    private static final double DEFAULT_FACTOR = 0.1;
    private static final int PATIENCE = 5;
    private static final int MAX_PATIENCE = 1_000_000;

    private final Choice<Metric> metrics;
    private final DeclaredHoldOut holdOut;

    /**
     * @param task decides which metrics fit; empty where it is not known
     * @param training its metrics may be watched
     * @param holdOut whether there are held-out examples to watch, and their metrics
     */
    EarlyStoppingSection(Optional<Task> task, Pipeline.Training training, DeclaredHoldOut holdOut) {
        this.holdOut = holdOut;
        List<Measure> ofHoldOut =
                holdOut.validation().map(Pipeline.Validation::measures).orElse(List.of());
        Map<String, Metric> available = new LinkedHashMap<>();
        add(Split.VALIDATION, task, ofHoldOut, available);
        add(Split.TRAINING, task, training.measures(), available);
        metrics = new Choice<>(available, List.of());
    }

    /** The loss, and what fits the task and can be better or worse; of top_k what is listed. */
    private static void add(
            Split split, Optional<Task> task, List<Measure> listed, Map<String, Metric> into) {
        Stream<Measure> fitting =
                MeasureCatalog.fitting(task).stream()
                        .filter(kind -> kind != Kind.TOP_K)
                        .map(Measure::of);
        Stream<Optional<Measure>> measures =
                Stream.concat(fitting, listed.stream())
                        .filter(measure -> measure.kind().direction().isPresent())
                        .map(Optional::of);
        Stream.concat(Stream.of(Optional.<Measure>empty()), measures)
                .map(measure -> new Metric(split, measure))
                .forEach(metric -> into.put(metric.name(), metric));
    }

    /** What the file says. */
    DeclaredEarlyStopping read(Section root) {
        Optional<Value> value = root.optional("early_stopping");
        return value.flatMap(Value::section)
                .map(section -> readSection(section, value.get()))
                .orElse(DeclaredEarlyStopping.NONE);
    }

    /**
     * The metric of that name; one that does not fit or is never measured is reported.
     *
     * @param place where it is named
     */
    Optional<Metric> metric(String name, Value place) {
        if (refusesTest(name, place)) {
            return Optional.empty();
        }
        Optional<Metric> metric = metrics.named(name, place);
        metric.ifPresent(m -> checkHoldOut(m, place));
        return metric;
    }

    private DeclaredEarlyStopping readSection(Section section, Value place) {
        Optional<Value> metricKey = section.optional("metric");
        Optional<Metric> metric =
                metricKey.isPresent()
                        ? metricKey.flatMap(this::readMetric)
                        : Optional.of(Metric.VALIDATION_LOSS);
        metric.ifPresent(m -> checkHoldOut(m, metricKey.orElse(place)));
        int patience =
                section.optional("patience")
                        .flatMap(v -> v.integer(1, MAX_PATIENCE))
                        .orElse(PATIENCE);
        double minDelta =
                section.optional("min_delta").flatMap(v -> v.number(Range.atLeast(0))).orElse(0.0);
        boolean restoreBest = section.optional("restore_best").flatMap(Value::flag).orElse(true);
        Action action = section.optional("action").flatMap(ACTION::read).orElse(Action.FREEZE);
        Optional<RateReduction> reduction = reduction(section, action);
        section.finish();
        return new DeclaredEarlyStopping(
                Optional.of(
                        new EarlyStopping(
                                metric.orElse(Metric.VALIDATION_LOSS),
                                patience,
                                minDelta,
                                restoreBest,
                                action)),
                reduction);
    }

    private Optional<Metric> readMetric(Value key) {
        boolean ofTest = key.isScalar() && key.text().filter(n -> refusesTest(n, key)).isPresent();
        return ofTest ? Optional.empty() : metrics.read(key);
    }

    /** A model that was chosen by its test is not tested any more. */
    private static boolean refusesTest(String name, Value place) {
        boolean ofTest = name.startsWith("test.");
        if (ofTest) {
            place.refuse(
                    Excerpt.of(name)
                            + " is of the test, which nothing may be chosen by; watch validation.loss"
                            + " or training.loss");
        }
        return ofTest;
    }

    private static Optional<RateReduction> reduction(Section section, Action action) {
        Optional<Value> key = section.optional("factor");
        double factor = key.flatMap(v -> v.number(FACTOR)).orElse(DEFAULT_FACTOR);
        if (action == Action.REDUCE_LR) {
            return Optional.of(new RateReduction(factor, 0, RateReduction.EPS));
        }
        key.ifPresent(value -> value.refuse("belongs to action: reduce_lr; leave it out"));
        return Optional.empty();
    }

    private void checkHoldOut(Metric metric, Value place) {
        if (metric.split() == Split.VALIDATION && !holdOut.wanted()) {
            place.refuse(
                    "watches held-out examples, but none are held out; write validation:"
                            + " {fraction: 0.2} or metric: training.loss");
        }
    }

    private static Map<String, Action> actions() {
        Map<String, Action> actions = new LinkedHashMap<>();
        actions.put("freeze", Action.FREEZE);
        actions.put("reduce_lr", Action.REDUCE_LR);
        actions.put("stop", Action.STOP);
        return actions;
    }
}
