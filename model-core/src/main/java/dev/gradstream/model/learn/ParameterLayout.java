package dev.gradstream.model.learn;

import dev.gradstream.model.graph.CounterRandom;
import dev.gradstream.model.graph.Initializer;
import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.NamePattern;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.learn.FlatLayout.Entry;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.optim.Optimization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where each parameter lies in the flat vector of all, and how it is drawn and learnt. */
record ParameterLayout(FlatLayout flat) {

    /**
     * Parameters side by side that learn at one rate.
     *
     * @param offset of the first value in the flat vector
     * @param lr learning rate before the schedule
     */
    record Span(int offset, int length, double lr) {
        Slice of(NativeVector vector) {
            return new Slice(vector, offset, length);
        }
    }

    static ParameterLayout of(List<Tensor> parameters) {
        FlatLayout flat = FlatLayout.of(parameters);
        if (flat.length() == 0) {
            throw new IllegalArgumentException("the network has no parameters to learn");
        }
        return new ParameterLayout(flat);
    }

    List<Entry> entries() {
        return flat.entries();
    }

    int length() {
        return flat.length();
    }

    /**
     * Checks that every name pattern of a configuration means something here.
     *
     * @throws IllegalArgumentException naming a pattern that matches nothing and the names that
     *     there are; or if every parameter is frozen
     */
    void requireMatches(LearnerConfig config) {
        Optimization optimization = config.optimization();
        optimization.frozen().forEach(this::requireMatch);
        optimization.groups().forEach(group -> requireMatch(group.parameters()));
        config.init().forEach(rule -> requireMatch(rule.parameters()));
        if (learnt(optimization).isEmpty()) {
            throw new IllegalArgumentException(
                    "every parameter is frozen, so there is nothing to learn");
        }
    }

    private void requireMatch(NamePattern pattern) {
        List<String> names = entries().stream().map(Entry::name).toList();
        if (names.stream().noneMatch(pattern::matches)) {
            throw new IllegalArgumentException(
                    "no parameter is called "
                            + pattern
                            + "; there are "
                            + String.join(", ", names));
        }
    }

    /** Positions of the parameters that are not frozen. */
    List<Integer> learnt(Optimization optimization) {
        return IntStream.range(0, entries().size())
                .filter(i -> !optimization.isFrozen(entries().get(i).name()))
                .boxed()
                .toList();
    }

    /** What is not frozen, in as few spans as there can be. */
    List<Span> spans(Optimization optimization) {
        List<Span> spans = new ArrayList<>();
        for (Entry entry : entries()) {
            if (optimization.isFrozen(entry.name())) {
                continue;
            }
            Span span = new Span(entry.offset(), entry.length(), optimization.lr(entry.name()));
            int last = spans.size() - 1;
            if (last >= 0 && follows(spans.get(last), span)) {
                Span before = spans.remove(last);
                span = new Span(before.offset(), before.length() + span.length(), span.lr());
            }
            spans.add(span);
        }
        return spans;
    }

    private static boolean follows(Span before, Span span) {
        return before.offset() + before.length() == span.offset() && before.lr() == span.lr();
    }

    /**
     * First values of all parameters, each from a stream of random numbers of its own.
     *
     * @throws IllegalArgumentException if a rule cannot draw a parameter that it matches
     */
    float[] draw(long seed, List<InitRule> rules) {
        float[] values = new float[length()];
        for (int p = 0; p < entries().size(); p++) {
            Entry entry = entries().get(p);
            long key = CounterRandom.key(seed, p);
            Initializer initializer = initializer((Leaf.Parameter) entry.leaf(), rules);
            for (int i = 0; i < entry.length(); i++) {
                values[entry.offset() + i] = initializer.value(key, i);
            }
        }
        return values;
    }

    /** By the first rule that matches, else the layer's own. */
    private static Initializer initializer(Leaf.Parameter parameter, List<InitRule> rules) {
        return rules.stream()
                .filter(rule -> rule.parameters().matches(parameter.name()))
                .findFirst()
                .map(rule -> rule.initialization().initializer(parameter.shape()))
                .orElseGet(parameter::initializer);
    }
}
