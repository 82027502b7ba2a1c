package dev.gradstream.model.pipeline;

import dev.gradstream.model.graph.Graph;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.Leaf;
import dev.gradstream.model.graph.NamePattern;
import dev.gradstream.model.graph.Shape;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parameters that a network has, against which name patterns are held.
 *
 * @param parameters empty where they cannot be known: then every pattern is taken
 */
record ParameterNames(List<Leaf.Parameter> parameters) {
    static final ParameterNames UNKNOWN = new ParameterNames(List.of());

    /** Of a network that takes features of that width. */
    static ParameterNames of(List<Layer> layers, int width) {
        Graph graph = new Graph(Mode.EVALUATION, 0);
        new Sequential(layers).forward(graph, graph.input("x", Shape.of(Shape.BATCH, width)));
        return new ParameterNames(
                graph.parameters().stream().map(p -> (Leaf.Parameter) p.primitive()).toList());
    }

    /** The pattern that a value holds; empty, with the problem reported, if it is of no use. */
    Optional<NamePattern> pattern(Value value) {
        return value.text().flatMap(text -> pattern(text, value));
    }

    /**
     * A pattern; empty, with the problem reported, if it is of no use.
     *
     * @param place of the pattern in the file
     */
    Optional<NamePattern> pattern(String text, Value place) {
        if (text.isEmpty()) {
            place.refuse("must be a name of parameters, as \"0.*\", found an empty text");
            return Optional.empty();
        }
        NamePattern pattern = new NamePattern(text);
        check(pattern, place);
        return Optional.of(pattern);
    }

    /** Reports a pattern that matches nothing. */
    void check(NamePattern pattern, Value place) {
        if (!parameters.isEmpty()
                && parameters.stream().noneMatch(p -> pattern.matches(p.name()))) {
            place.refuse("matches no parameter; the network has " + names());
        }
    }

    /** Reports that nothing is left to learn. */
    void checkSomeLeft(List<NamePattern> frozen, Value place) {
        if (!parameters.isEmpty()
                && parameters.stream()
                        .allMatch(p -> frozen.stream().anyMatch(f -> f.matches(p.name())))) {
            place.refuse(
                    "freezes every parameter, so nothing can be learnt; leave one out of "
                            + names());
        }
    }

    /** Reports a parameter that cannot be drawn as a rule says. */
    void checkShapes(InitRule rule, Value place) {
        for (Leaf.Parameter parameter : parameters) {
            if (rule.parameters().matches(parameter.name())) {
                try {
                    rule.initialization().initializer(parameter.shape());
                } catch (IllegalArgumentException e) {
                    place.refuse(e.getMessage() + " of " + parameter.name());
                    return;
                }
            }
        }
    }

    private String names() {
        return parameters.stream().map(Leaf.Parameter::name).collect(Collectors.joining(", "));
    }
}
