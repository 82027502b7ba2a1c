package dev.gradstream.model.pipeline.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Substitutes variables in the values of a tree, and writes values so that they stay as they are.
 */
final class Substitution {
    private Substitution() {}

    /** A tree of what the values stand for; variables without a value are reported. */
    static Node substitute(Node root, Variables variables, ProblemSink problems) {
        return new TreeCopy((scalar, path) -> substitute(scalar, path, variables, problems))
                .copy(root, "");
    }

    /** A tree that stands for the given one, whatever the environment is. */
    static Node escape(Node root) {
        return new TreeCopy((scalar, path) -> escape(scalar)).copy(root, "");
    }

    private static ScalarNode substitute(
            ScalarNode scalar, String path, Variables variables, ProblemSink problems) {
        if (!Variables.concern(scalar.getValue())) {
            return scalar;
        }
        Variables.Substituted substituted = variables.substitute(scalar.getValue());
        for (String problem : substituted.problems()) {
            problems.report(Value.lineOf(scalar), path, problem);
        }
        return new SubstitutedScalar(scalar, substituted.text(), substituted.problems().isEmpty());
    }

    /** Only in double quotes does every character that a variable may hold stay what it is. */
    private static ScalarStyle style(ScalarNode scalar) {
        boolean foreignText =
                scalar instanceof SubstitutedScalar && scalar.getTag().equals(Tag.STR);
        return foreignText ? ScalarStyle.DOUBLE_QUOTED : scalar.getScalarStyle();
    }

    private static ScalarNode escape(ScalarNode scalar) {
        return new ScalarNode(
                scalar.getTag(),
                true,
                Variables.escape(scalar.getValue()),
                style(scalar),
                scalar.getStartMark(),
                scalar.getEndMark());
    }
}
