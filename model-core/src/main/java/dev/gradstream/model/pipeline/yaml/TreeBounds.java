package dev.gradstream.model.pipeline.yaml;

import java.util.ArrayDeque;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Bounds of what a file may make the reader build, held on the flat stream of events because
 * composing a tree recurses.
 */
final class TreeBounds {
    /** Deepest nesting of lists and mappings. */
    static final int MAX_NESTING = 32;

    /** Most aliases, {@code *name}. */
    static final int MAX_ALIASES = 64;

    private final ProblemSink problems;
    private final ArrayDeque<Optional<Anchor>> open = new ArrayDeque<>();
    private int aliases;

    TreeBounds(ProblemSink problems) {
        this.problems = problems;
    }

    /** Whether the text keeps to the bounds; if not, the first breach is reported. */
    boolean holdFor(String text) {
        for (Event event : new Parse(YamlTree.LOAD).parseString(text)) {
            Optional<String> breach = take(event);
            if (breach.isPresent()) {
                int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
                problems.report(line, "", breach.get());
                return false;
            }
        }
        return true;
    }

    private Optional<String> take(Event event) {
        if (event instanceof CollectionStartEvent start) {
            open.push(start.getAnchor());
            if (open.size() > MAX_NESTING) {
                return Optional.of("nested deeper than " + MAX_NESTING + ", the most allowed");
            }
            return start.getTag().map(TreeBounds::tagged);
        }
        if (event instanceof CollectionEndEvent) {
            open.pop();
        } else if (event instanceof AliasEvent alias) {
            return takeAlias(alias);
        } else if (event instanceof ScalarEvent scalar) {
            return scalar.getTag().map(TreeBounds::tagged);
        }
        return Optional.empty();
    }

    private Optional<String> takeAlias(AliasEvent event) {
        if (++aliases > MAX_ALIASES) {
            return Optional.of("more than " + MAX_ALIASES + " aliases, the most allowed");
        }
        Optional<Anchor> alias = Optional.of(event.getAlias());
        return open.contains(alias)
                ? Optional.of("the alias *" + alias.get() + " stands inside what it names")
                : Optional.empty();
    }

    private static String tagged(String tag) {
        return "the tag " + tag + " is not allowed; write the plain value";
    }
}
