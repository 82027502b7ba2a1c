package dev.gradstream.job.cli;

import dev.gradstream.model.pipeline.Pipeline;
import java.io.PrintWriter;

/** What a pipeline file may say, but most likely does not mean. */
final class PipelineWarnings {
    private PipelineWarnings() {}

    /** Prints each on a line of its own. */
    static void print(Pipeline pipeline, PrintWriter out) {
        pipeline.warnings().forEach(warning -> out.printf("warning: %s%n", warning));
        out.flush();
    }
}
