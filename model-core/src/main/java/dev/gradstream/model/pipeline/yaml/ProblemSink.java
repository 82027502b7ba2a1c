package dev.gradstream.model.pipeline.yaml;

/** Takes problems as they are found; reading goes on behind each of them. */
@FunctionalInterface
public interface ProblemSink {

    /**
     * Takes one problem.
     *
     * @param line from 1
     * @param key dotted path, as {@code training.batch_size}; empty where no key is concerned
     * @param message what is wrong and what would be right
     */
    void report(int line, String key, String message);
}
