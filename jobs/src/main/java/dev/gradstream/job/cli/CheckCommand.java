package dev.gradstream.job.cli;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.Target;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Validates a pipeline file and says what it describes. */
@Command(
        name = "check",
        description = "Validate a pipeline file; every problem is named with its line.")
final class CheckCommand implements Callable<Integer> {
    private static final int INDENT = 2;

    /** Most names of feature values that are shown. */
    private static final int MAX_NAMES = 100;

    @Mixin private PipelineOption pipelineFile;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Pipeline pipeline = pipelineFile.read().get();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: a sound pipeline file%n", pipelineFile.file());
        out.printf("  model       %s%n", pipeline.name());
        out.printf(
                "  features    %d values from %s, as %s%n",
                pipeline.features().width(),
                pipeline.topics().features(),
                pipeline.features().format());
        out.printf("  in order    %s%n", names(pipeline.features().encodedNames()));
        out.printf("  target      %s%n", target(pipeline));
        out.println(pipeline.summary().toString().indent(INDENT).stripTrailing());
        PipelineWarnings.print(pipeline, out);
        return 0;
    }

    private static String names(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MAX_NAMES, names.size())));
        return names.size() <= MAX_NAMES
                ? shown
                : shown + " and " + (names.size() - MAX_NAMES) + " more";
    }

    private static String target(Pipeline pipeline) {
        Target target = pipeline.target();
        String columns = String.join(", ", target.columns());
        if (!target.classes().isEmpty()) {
            return columns + ": " + String.join(" or ", target.classes());
        }
        return columns
                + switch (pipeline.loss().targetKind(target.width())) {
                    case NUMBER -> target.width() == 1 ? ", a number" : ", numbers";
                    case YES_OR_NO -> ": 0 or 1";
                    case CLASS, DISTRIBUTION -> ", the probabilities of the classes";
                }
                + (target.scaling().isNone() ? "" : ", scaled: " + target.scaling());
    }
}
