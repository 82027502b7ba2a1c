package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.InvalidPipelineException.Problem;
import dev.gradstream.model.pipeline.yaml.ProblemSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far. */
final class Problems implements ProblemSink {
    private final List<Problem> found = new ArrayList<>();

    @Override
    public void report(int line, String key, String message) {
        found.add(new Problem(line, key, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** By line; of one line, in the order in which they were found. */
    List<Problem> byLine() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
