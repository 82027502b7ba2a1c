package dev.gradstream.model.pipeline;

import java.util.List;
import java.util.stream.Collectors;

/** A pipeline file with problems: all of them. */
public final class InvalidPipelineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One problem.
     *
     * @param line from 1
     * @param key dotted path, as {@code training.batch_size}; empty where no key is concerned
     * @param message what is wrong and what would be right, in one sentence
     */
    public record Problem(int line, String key, String message) {
        @Override
        public String toString() {
            return line + ": " + (key.isEmpty() ? "" : key + ": ") + message;
        }
    }

    public InvalidPipelineException(String file, List<Problem> problems) {
        super(
                problems.stream()
                        .map(problem -> file + ":" + problem)
                        .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
