package dev.gradstream.job.cli;

import dev.gradstream.job.page.StaticPage;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The live page as a file. */
@Command(
        name = "report",
        description =
                "Write what the model's topics tell of it into one HTML file: curves, signals,"
                        + " versions, classes, predictions. The file needs neither server nor network.")
final class ReportCommand implements Callable<Integer> {
    @Mixin private PipelineOption pipelineFile;
    @Spec private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "Where to write it (default: report.html).")
    private Path out;

    @Override
    public Integer call() throws Exception {
        Pipeline pipeline = pipelineFile.read().get();
        SnapshotFiles.requireWritable(out);
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureFeatures(1);
            topics.ensureOutputs();
        }
        PrintWriter screen = spec.commandLine().getOut();
        String page = StaticPage.of(pipeline, Clock.systemUTC(), screen::println);
        try {
            Files.writeString(out, page);
        } catch (IOException e) {
            throw new CommandFailedException(out + ": cannot be written: " + e.getMessage(), e);
        }
        screen.println("written    " + out);
        return 0;
    }
}
