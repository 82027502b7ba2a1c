package dev.gradstream.model.pipeline.yaml;

import dev.gradstream.model.data.Excerpt;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * One YAML document (1.2, core schema) as a tree of nodes with their lines, in which variables of
 * the environment are substituted.
 *
 * <p>Substitution follows parsing, so that a variable's value is a value and never structure.
 */
public final class YamlTree {
    /** Longest text that is read, in characters. */
    public static final int MAX_CHARACTERS = 1 << 20;

    static final LoadSettings LOAD =
            LoadSettings.builder()
                    .setSchema(new CoreSchema())
                    .setCodePointLimit(MAX_CHARACTERS)
                    .build();
    private static final DumpSettings DUMP =
            DumpSettings.builder().setSchema(new CoreSchema()).setSplitLines(false).build();

    private final Node root;
    private final ProblemSink problems;

    private YamlTree(Node root, ProblemSink problems) {
        this.root = root;
        this.problems = problems;
    }

    /**
     * Parses a text.
     *
     * @param environment what {@code ${NAME}} stands for
     * @return empty, with a problem reported, if there is no tree to be read
     */
    public static Optional<YamlTree> parse(
            String text, Map<String, String> environment, ProblemSink problems) {
        if (text.length() > MAX_CHARACTERS) {
            problems.report(
                    1,
                    "",
                    "the file has more than " + MAX_CHARACTERS + " characters, the most allowed");
            return Optional.empty();
        }
        try {
            if (!new TreeBounds(problems).holdFor(text)) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(LOAD).composeString(text);
            if (root.isEmpty()) {
                problems.report(1, "", "the file is empty");
            }
            Variables variables = new Variables(environment);
            return root.map(node -> Substitution.substitute(node, variables, problems))
                    .map(node -> new YamlTree(node, problems));
        } catch (YamlEngineException e) {
            reportSyntax(text, e, problems);
            return Optional.empty();
        }
    }

    /** The whole document; empty, with a problem reported, if it is not a mapping. */
    public Optional<Section> section() {
        return new Value(root, "", Value.lineOf(root), problems).section();
    }

    /**
     * The same tree with another text in one place, if there is a scalar.
     *
     * @param path dotted
     * @param replacement gives the text; empty to leave what is there
     */
    public YamlTree replacing(String path, Function<Value, Optional<String>> replacement) {
        TreeCopy copy =
                new TreeCopy(
                        (scalar, at) ->
                                at.equals(path) ? replaced(scalar, path, replacement) : scalar);
        return new YamlTree(copy.copy(root, ""), problems);
    }

    private ScalarNode replaced(
            ScalarNode scalar, String path, Function<Value, Optional<String>> replacement) {
        Value value = new Value(scalar, path, Value.lineOf(scalar), problems);
        return replacement
                .apply(value)
                .map(
                        text ->
                                new ScalarNode(
                                        Tag.STR,
                                        true,
                                        text,
                                        ScalarStyle.DOUBLE_QUOTED,
                                        scalar.getStartMark(),
                                        scalar.getEndMark()))
                .orElse(scalar);
    }

    /**
     * A YAML text of the same values that needs no environment. It holds what the variables stood
     * for, secrets too.
     */
    public String toText() {
        Node literal = Substitution.escape(root);
        return new Present(DUMP).emitToString(new Serialize(DUMP).serializeOne(literal).iterator());
    }

    private static void reportSyntax(String text, YamlEngineException e, ProblemSink problems) {
        if (e instanceof MarkedYamlEngineException marked) {
            int line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            String hint =
                    text.lines().skip(line - 1L).findFirst().orElse("").contains("${")
                            ? "; inside { } and [ ], write \"${NAME}\" in quotes"
                            : "";
            problems.report(line, "", "not YAML: " + Excerpt.sentence(marked.getProblem()) + hint);
        } else if (e instanceof ReaderException unreadable) {
            int end = Math.min(text.length(), Math.max(0, unreadable.getPosition()));
            int line = 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
            String character = String.format("U+%04X", unreadable.getCodePoint());
            problems.report(line, "", "not YAML: the character " + character + " is not allowed");
        } else {
            problems.report(1, "", "not YAML: " + Excerpt.sentence(String.valueOf(e.getMessage())));
        }
    }
}
