package dev.gradstream.model.learn;

import dev.gradstream.model.graph.CounterRandom;
import dev.gradstream.model.graph.Initializer;
import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.NamePattern;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.graph.Tensor;
import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.graph.plan.Slice;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.optim.Optimization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where each parameter lies in the flat vector of all: one after the other, in the order in which
 * the layers declare them, each row-major.
 *
 * @param length of the flat vector
 */
record ParameterLayout(List<Entry> entries, int length) {

    /**
     * One parameter.
     *
     * @param offset of its first value in the flat vector
     */
    record Entry(Leaf.Parameter parameter, int offset) {
        String name() {
            return parameter.name();
        }

        Shape shape() {
            return parameter.shape();
        }

        int length() {
            return parameter.shape().elements(0);
        }
    }

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
        List<Entry> entries = new ArrayList<>();
        int offset = 0;
        for (Tensor tensor : parameters) {
            Entry entry = new Entry((Leaf.Parameter) tensor.primitive(), offset);
            entries.add(entry);
            offset = Math.addExact(offset, entry.length());
        }
        if (offset == 0) {
            throw new IllegalArgumentException("the network has no parameters to learn");
        }
        return new ParameterLayout(List.copyOf(entries), offset);
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
        List<String> names = entries.stream().map(Entry::name).toList();
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
        return IntStream.range(0, entries.size())
                .filter(i -> !optimization.isFrozen(entries.get(i).name()))
                .boxed()
                .toList();
    }

    /** What is not frozen, in as few spans as there can be. */
    List<Span> spans(Optimization optimization) {
        List<Span> spans = new ArrayList<>();
        for (Entry entry : entries) {
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
        float[] values = new float[length];
        for (int p = 0; p < entries.size(); p++) {
            Entry entry = entries.get(p);
            long key = CounterRandom.key(seed, p);
            Initializer initializer = initializer(entry.parameter(), rules);
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
