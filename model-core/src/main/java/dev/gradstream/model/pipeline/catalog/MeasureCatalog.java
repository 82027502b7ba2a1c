package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Measure.Kind;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Metrics by scikit-learn's names. */
public final class MeasureCatalog {
    private static final int MOST_CLASSES = 10_000;

    private final Catalog<Measure> measures;

    /**
     * @param task what the model predicts; empty where that is not known, and any metric may fit
     */
    public MeasureCatalog(Optional<Task> task) {
        Map<String, Catalog.Entry<Measure>> available = new LinkedHashMap<>();
        for (Kind kind : fitting(task)) {
            available.put(kind.word(), arguments -> read(kind, arguments, task));
        }
        measures = new Catalog<>(available, List.of());
    }

    /** Kinds that fit a task, in the order in which messages list them. */
    public static List<Kind> fitting(Optional<Task> task) {
        return List.of(Kind.values()).stream()
                .filter(kind -> task.map(kind::fits).orElse(true))
                .toList();
    }

    /** The metrics of a list; those with a problem, which is reported, are left out. */
    public List<Measure> readList(Value value) {
        Optional<List<Value>> items = value.list();
        if (items.filter(List::isEmpty).isPresent()) {
            value.refuse("lists nothing; name a metric, or leave the key out for the defaults");
        }
        List<Measure> read = new ArrayList<>();
        for (Value item : items.orElse(List.of())) {
            Optional<Measure> measure = measures.read(item);
            if (measure.filter(read::contains).isPresent()) {
                item.refuse("stands twice in the list; keep one");
            }
            measure.ifPresent(read::add);
        }
        return read;
    }

    private static Optional<Measure> read(Kind kind, Section arguments, Optional<Task> task) {
        if (kind != Kind.TOP_K) {
            return Optional.of(Measure.of(kind));
        }
        int classes = task.map(t -> t.classes().size()).orElse(MOST_CLASSES);
        return arguments
                .required("k", "write how many of the best count, as {top_k: {k: 3}}")
                .flatMap(k -> k.integer(1, classes - 1))
                .map(Measure::topK);
    }
}
