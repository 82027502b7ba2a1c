package dev.gradstream.model.pipeline.yaml;

import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A scalar in which variables were substituted. Its type is that of the resulting text, quoted or
 * not.
 */
final class SubstitutedScalar extends ScalarNode {
    /** Whatever else a value looks like, it is a text; none is no value at all. */
    private static final Set<Tag> TYPES = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL);

    private final String written;
    private final boolean complete;

    /**
     * @param original the scalar as the file has it
     * @param complete false if a variable had no value, which has been reported
     */
    SubstitutedScalar(ScalarNode original, String value, boolean complete) {
        super(
                typeOf(value),
                true,
                value,
                ScalarStyle.PLAIN,
                original.getStartMark(),
                original.getEndMark());
        this.written = original.getValue();
        this.complete = complete;
    }

    /** The text with its variables unsubstituted: what a message may show. */
    String written() {
        return written;
    }

    boolean isComplete() {
        return complete;
    }

    private static Tag typeOf(String value) {
        Tag type = YamlTree.LOAD.getSchema().getScalarResolver().resolve(value, true);
        return TYPES.contains(type) ? type : Tag.STR;
    }
}
