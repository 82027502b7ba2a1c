package dev.gradstream.model.pipeline.yaml;

import dev.gradstream.model.data.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What stands behind a key or in a list. Each typed getter returns empty, with a problem reported,
 * if something else stands there.
 */
public final class Value {
    private final Node node;
    private final String path;
    private final int line;
    private final ProblemSink problems;

    Value(Node node, String path, int line, ProblemSink problems) {
        this.node = node;
        this.path = path;
        this.line = line;
        this.problems = problems;
    }

    /** Dotted path, as {@code training.batch_size} or {@code model[2]}. */
    public String path() {
        return path;
    }

    /** Line of its key, or of itself in a list; from 1. */
    public int line() {
        return line;
    }

    /** Reports a problem with this value. */
    public void refuse(String message) {
        problems.report(line, path, message);
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isSection() {
        return node instanceof MappingNode;
    }

    /** Whether it is a mapping that has such a key. */
    public boolean has(String key) {
        return node instanceof MappingNode mapping
                && mapping.getValue().stream()
                        .map(entry -> entry.getKeyNode())
                        .anyMatch(k -> k instanceof ScalarNode s && s.getValue().equals(key));
    }

    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    public boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /** Any scalar but null, as it is written: a number too is a text to whom asks for one. */
    public Optional<String> text() {
        return scalar("a text").map(ScalarNode::getValue);
    }

    /** A whole number between two, both included. */
    public Optional<Long> wholeNumber(long min, long max) {
        String expected = "a whole number from " + min + " to " + max;
        return scalar(expected, Tag.INT)
                .flatMap(
                        scalar ->
                                orExpected(
                                        expected,
                                        NumberText.whole(scalar.getValue())
                                                .filter(n -> n >= min && n <= max)));
    }

    /** As {@link #wholeNumber} within 32 bits. */
    public Optional<Integer> integer(int min, int max) {
        return wholeNumber(min, max).map(Long::intValue);
    }

    /** A finite number in a range. */
    public Optional<Double> number(Range range) {
        String expected = "a number " + range.description();
        return scalar(expected, Tag.INT, Tag.FLOAT)
                .flatMap(
                        scalar ->
                                orExpected(
                                        expected,
                                        Optional.of(toDouble(scalar)).filter(range::contains)));
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> flag() {
        return scalar("true or false", Tag.BOOL)
                .map(scalar -> Boolean.parseBoolean(scalar.getValue()));
    }

    /** A mapping of keys to values. */
    public Optional<Section> section() {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Section(mapping.getValue(), path, line, problems));
        }
        expectedUnlessReported("a mapping of keys to values");
        return Optional.empty();
    }

    /** A list of values. */
    public Optional<List<Value>> list() {
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                String itemPath = itemPath(path, items.size());
                items.add(new Value(item, itemPath, lineOf(item), problems));
            }
            return Optional.of(items);
        }
        expectedUnlessReported("a list");
        return Optional.empty();
    }

    /** Reports that something else stands where a value of some kind belongs. */
    public void expected(String what) {
        refuse("must be " + what + ", found " + describe());
    }

    /** What stands there, as a message may show it: of a variable its name, not its value. */
    public String describe() {
        if (node instanceof SubstitutedScalar substituted) {
            return "the value of " + Excerpt.of(substituted.written());
        }
        if (isNull()) {
            return "nothing";
        }
        if (node instanceof ScalarNode scalar) {
            return (scalar.isPlain() ? "" : "the text ") + Excerpt.of(scalar.getValue());
        }
        return isList() ? "a list" : "a mapping";
    }

    /** A section without keys behind a name that stands here alone. */
    public Section emptySection(String name) {
        return new Section(List.of(), entryPath(path, name), line, problems);
    }

    /** A section without keys in the place of this value. */
    public Section asEmptySection() {
        return new Section(List.of(), path, line, problems);
    }

    static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    static String itemPath(String path, int index) {
        return path + "[" + index + "]";
    }

    static String entryPath(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Optional<ScalarNode> scalar(String expected, Tag... tags) {
        boolean fits =
                node instanceof ScalarNode
                        && !isNull()
                        && (tags.length == 0 || List.of(tags).contains(node.getTag()));
        if (fits && isComplete()) {
            return Optional.of((ScalarNode) node);
        }
        expectedUnlessReported(expected);
        return Optional.empty();
    }

    private <T> Optional<T> orExpected(String expected, Optional<T> read) {
        if (read.isEmpty()) {
            expected(expected);
        }
        return read;
    }

    private void expectedUnlessReported(String what) {
        if (isComplete()) {
            expected(what);
        }
    }

    private boolean isComplete() {
        return !(node instanceof SubstitutedScalar substituted) || substituted.isComplete();
    }

    private static double toDouble(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.INT)
                ? NumberText.whole(scalar.getValue()).map(Long::doubleValue).orElse(Double.NaN)
                : NumberText.fractional(scalar.getValue());
    }
}
