package dev.gradstream.job.cli;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.embedded.Workplace;
import dev.gradstream.job.exporter.FlinkReporterFactory;
import dev.gradstream.job.page.LivePage;
import dev.gradstream.job.replay.CsvFile;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.replay.RowEncoder;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.job.run.TrainingInput;
import dev.gradstream.job.run.TrainingOutcome;
import dev.gradstream.job.view.Terminal;
import dev.gradstream.job.view.TrainingProgress;
import dev.gradstream.job.view.TrainingSummary;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the training job in this process. */
@Command(
        name = "train",
        description = {
            "Run the training job here.",
            "With --data it streams the file through the features topic and ends when all of it"
                    + " is learnt; without, it learns from the topic until Ctrl-C. Ctrl-C ends it"
                    + " cleanly: what was read, or is sent of the file so far, is learnt and a last version is published. A second"
                    + " Ctrl-C quits at once."
        })
final class TrainCommand implements Callable<Integer> {
    @Mixin private PipelineOption pipelineFile;
    @Mixin private ReplayOptions replayOptions;
    @Mixin private MetricsOptions metricsOptions;
    @Mixin private PageOptions pageOptions;
    @Spec private CommandSpec spec;

    @Option(
            names = "--embedded",
            description = "Bring a Kafka broker too, in this process, instead of the file's own.")
    private boolean embedded;

    @Option(
            names = "--data",
            paramLabel = "CSV",
            description = "A file to learn from; its first line names the columns.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description =
                    "The labels of the data, where the pipeline reads them from a topic of their"
                            + " own.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = "A safetensors file to start from, instead of random parameters.")
    private Optional<Path> init = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the final version there, as safetensors.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws Exception {
        if (data.isEmpty() && replayOptions.given()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--epochs and --shuffle are about a file; name it by --data");
        }
        pageOptions.requireWanted();
        Replay replay = replayOptions.replay();
        PipelineText pipeline = pipelineFile.read();
        requireLabelsWhereTheyBelong(pipeline.get());
        replayOptions.requireFit(pipeline.get());
        Input input = data.isEmpty() ? Input.STREAM : file(pipeline.get(), replay, data.get());
        Optional<byte[]> start =
                init.isEmpty() ? Optional.empty() : Optional.of(SnapshotFiles.read(init.get()));
        if (out.isPresent()) {
            SnapshotFiles.requireWritable(out.get());
        }
        PipelineWarnings.print(pipeline.get(), spec.commandLine().getOut());
        try (Workplace workplace =
                embedded ? Workplace.embedded(pipeline) : Workplace.of(pipeline)) {
            if (pageOptions.wanted()) {
                trainWatched(workplace, input, start);
            } else {
                train(workplace, input, start);
            }
        }
        return 0;
    }

    /**
     * What is learnt from.
     *
     * @param examples how many there are at most, where that is known
     */
    private record Input(TrainingInput source, OptionalLong examples) {
        static final Input STREAM = new Input(TrainingInput.stream(), OptionalLong.empty());
    }

    private void requireLabelsWhereTheyBelong(Pipeline pipeline) {
        boolean delayed = pipeline.labels().isPresent();
        if (labels.isPresent() && (data.isEmpty() || !delayed)) {
            throw usage("--labels goes with --data, and with a pipeline that has labels");
        }
        if (data.isPresent() && delayed && labels.isEmpty()) {
            throw usage(
                    "the pipeline reads labels from a topic of their own; name the file that holds"
                            + " them by --labels");
        }
        if (delayed && replayOptions.given()) {
            throw usage(
                    "--epochs and --shuffle are not for a pipeline with labels: they are joined in"
                            + " event time, which passes once and in its order");
        }
    }

    private ParameterException usage(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private Input file(Pipeline pipeline, Replay replay, Path data) throws IOException {
        CsvFile csv = CsvFile.open(data);
        Replay.Rows rows = TrainingInput.rows(csv, RowEncoder.of(pipeline, csv));
        double learnt = 1 - pipeline.holdOut().fraction() - pipeline.holdOut().test();
        return new Input(
                labels.isPresent()
                        ? TrainingInput.replay(rows, labelRows(pipeline, labels.get()))
                        : TrainingInput.replay(replay, rows),
                OptionalLong.of(Math.round(csv.rows() * replay.epochs() * learnt)));
    }

    private static Replay.Rows labelRows(Pipeline pipeline, Path labels) throws IOException {
        CsvFile csv = CsvFile.open(labels);
        return TrainingInput.rows(csv, RowEncoder.ofLabels(pipeline, csv));
    }

    private void trainWatched(Workplace workplace, Input input, Optional<byte[]> start)
            throws Exception {
        PrintWriter screen = spec.commandLine().getOut();
        try (LivePage page = pageOptions.open(workplace.pipeline().get())) {
            screen.println("watch it learn at " + page.address());
            PageOptions.tell(
                    page,
                    () -> {
                        train(workplace, input, start);
                        return true;
                    });
            pageOptions.stay(page, screen::println);
        }
    }

    private void train(Workplace workplace, Input input, Optional<byte[]> start) throws Exception {
        Pipeline pipeline = workplace.pipeline().get();
        PrintWriter screen = spec.commandLine().getOut();
        TrainingProgress progress =
                new TrainingProgress(Terminal.standardOutput(), screen, input.examples());
        if (embedded) {
            String broker = pipeline.kafka().get("bootstrap.servers");
            progress.say("broker at " + broker);
            if (data.isEmpty()) {
                progress.say(howToSend(broker, pipeline.topics().features(), pipelineFile.file()));
            }
        }
        TrainingOutcome outcome;
        try (LocalTraining training =
                new LocalTraining(workplace.pipeline(), progress, flinkSettings())) {
            outcome =
                    Interrupts.during(
                            () -> training.run(input.source(), start, workplace.folder()),
                            () -> {
                                progress.say("stopping; Ctrl-C again quits at once");
                                training.stop();
                            });
        } finally {
            progress.done();
        }
        TrainingSummary.of(pipeline, outcome).forEach(screen::println);
        if (out.isPresent()) {
            write(outcome, out.get(), screen);
        }
        screen.flush();
    }

    private Map<String, String> flinkSettings() {
        return metricsOptions
                .port()
                .map(port -> FlinkReporterFactory.configuration(metricsOptions.host(), port))
                .orElseGet(Map::of);
    }

    /** An embedded broker is at another port each time, and nobody else sends to it. */
    static String howToSend(String broker, String topic, Path pipelineFile) {
        return "waiting for records in topic "
                + topic
                + "; send some from another terminal, where kafka.bootstrap.servers is "
                + broker
                + " in the file or by its variable: KAFKA_BOOTSTRAP_SERVERS="
                + broker
                + " ./gradstream produce -f "
                + pipelineFile
                + " --data CSV";
    }

    private static void write(TrainingOutcome outcome, Path file, PrintWriter screen)
            throws CommandFailedException {
        if (outcome.snapshot().isEmpty()) {
            throw new CommandFailedException(file + ": not written, no version was published");
        }
        SnapshotFiles.write(file, outcome.snapshot().get().bytes());
        screen.println("written    " + file);
    }
}
