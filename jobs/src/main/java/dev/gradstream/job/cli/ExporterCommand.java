package dev.gradstream.job.cli;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.exporter.Exporter;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves what models' jobs report on their topics to Prometheus. */
@Command(
        name = "exporter",
        description = {
            "Serve models' metrics and signals topics to Prometheus, at /metrics, until Ctrl-C.",
            "Numbers stay while jobs and TaskManagers come and go; a broker that is not there is"
                    + " waited for."
        })
final class ExporterCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "A pipeline file; may be given several times.")
    private List<Path> files;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9400",
            description = "Where to listen; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen at (default: ${DEFAULT-VALUE}).")
    private String host;

    @Spec private CommandSpec spec;

    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        PrintWriter screen = spec.commandLine().getOut();
        try (Exporter exporter = Exporter.start(host, port, pipelines(), say(screen))) {
            say(screen).accept("metrics at http://%s:%d/metrics".formatted(host, exporter.port()));
            Interrupts.during(
                    () -> {
                        interrupted.await();
                        return 0;
                    },
                    interrupted::countDown);
        }
        return 0;
    }

    private static Consumer<String> say(PrintWriter screen) {
        return sentence -> {
            screen.println(sentence);
            screen.flush();
        };
    }

    private List<Pipeline> pipelines() throws CommandFailedException, InvalidPipelineException {
        List<Pipeline> pipelines = new ArrayList<>();
        for (Path file : files) {
            PipelineText text = PipelineOption.read(file);
            pipelines.add(text.get());
        }
        long names = pipelines.stream().map(Pipeline::name).distinct().count();
        if (names < pipelines.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "two of the pipeline files have one name; each needs its own");
        }
        return pipelines;
    }
}
