package dev.gradstream.job.cli;

import dev.gradstream.job.demo.Demonstration;
import dev.gradstream.job.demo.LiveStream;
import dev.gradstream.job.demo.Split;
import dev.gradstream.job.demo.TestResult;
import dev.gradstream.job.embedded.Workplace;
import dev.gradstream.job.page.LivePage;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.run.LocalTraining;
import dev.gradstream.job.run.TrainingInput;
import dev.gradstream.job.run.TrainingListener;
import dev.gradstream.job.run.TrainingOutcome;
import dev.gradstream.job.view.LossChart;
import dev.gradstream.job.view.RecordedReports;
import dev.gradstream.job.view.Terminal;
import dev.gradstream.job.view.TrainingProgress;
import dev.gradstream.job.view.TrainingSummary;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.snapshot.SafeTensors;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The whole way, on real data, with nothing to install. */
@Command(
        name = "demo",
        description = {
            "Learn from a stream of real data, with a broker and a cluster in this process, until"
                    + " early stopping; then test the model that was published."
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin private PageOptions pageOptions;
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "breast-cancer",
            description = {
                "Which demonstration: breast-cancer (the default), diabetes, digits, iris, wine."
            })
    private String name;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1337",
            description = "Decides test split, order and first parameters (default: 1337).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the final version there (default: NAME.safetensors).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Demonstration demonstration = demonstration();
        Path file = out.orElse(Path.of(name + ".safetensors"));
        SnapshotFiles.requireWritable(file);
        pageOptions.requireSound();
        say("Starting a Kafka broker in this process ...");
        try (Workplace workplace = Workplace.embedded(demonstration.pipeline(seed));
                LivePage page = pageOptions.open(workplace.pipeline().get())) {
            say("Watch it learn at " + page.address());
            demonstrate(demonstration, workplace, page, file);
            if (!pageOptions.wanted()) {
                say(
                        "To watch it learn, at a pace that you can follow and with a page that"
                                + " stays: ./gradstream demo "
                                + name
                                + " --ui");
            }
            pageOptions.stay(page, this::say);
        }
        return 0;
    }

    private Demonstration demonstration() {
        return Demonstration.named(name)
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "no demo is called "
                                                + name
                                                + "; there are "
                                                + Demonstration.names()));
    }

    private void demonstrate(
            Demonstration demonstration, Workplace workplace, LivePage page, Path file)
            throws Exception {
        Pipeline pipeline = workplace.pipeline().get();
        Split split = demonstration.split(pipeline, seed, workplace.folder());
        Replay replay = new Replay(demonstration.epochs(), OptionalLong.of(seed));
        say(
                "Streaming %d epochs of %d %s through topic %s; %d more are kept for the test."
                        .formatted(
                                replay.epochs(),
                                split.training().size(),
                                demonstration.things(),
                                pipeline.topics().features(),
                                split.test().size()));
        Terminal terminal = Terminal.standardOutput();
        TrainingProgress progress =
                new TrainingProgress(
                        terminal,
                        spec.commandLine().getOut(),
                        OptionalLong.of((long) replay.epochs() * split.training().size()));
        RecordedReports recorded = new RecordedReports(progress);
        TrainingOutcome outcome;
        try {
            outcome = PageOptions.tell(page, () -> train(workplace, replay, split, recorded));
        } finally {
            progress.done();
        }

        say("");
        new LossChart(terminal).draw(recorded.reports()).forEach(this::say);
        say("");
        TrainingSummary.of(pipeline, outcome).forEach(this::say);
        test(demonstration, pipeline, outcome, split);
        SnapshotFiles.write(file, published(outcome));
        say("");
        say("The model is in " + file.toAbsolutePath() + ", for load_state_dict and for --init.");
    }

    /** Who watches the page is given the time to. */
    private TrainingOutcome train(
            Workplace workplace, Replay replay, Split split, TrainingListener listener)
            throws Exception {
        if (!pageOptions.wanted()) {
            Replay.Rows rows = Replay.Rows.of(split.training());
            return train(workplace, TrainingInput.replay(replay, rows), listener);
        }
        try (LiveStream stream = new LiveStream(replay, split.training(), listener)) {
            return train(workplace, stream, stream);
        }
    }

    private static TrainingOutcome train(
            Workplace workplace, TrainingInput input, TrainingListener listener) throws Exception {
        try (LocalTraining training = new LocalTraining(workplace.pipeline(), listener)) {
            return Interrupts.during(
                    () -> training.run(input, Optional.empty(), workplace.folder()),
                    training::stop);
        }
    }

    private void test(
            Demonstration demonstration, Pipeline pipeline, TrainingOutcome outcome, Split split)
            throws Exception {
        TestResult result =
                TestResult.of(pipeline, SafeTensors.decode(published(outcome)), split.test());
        say("");
        say(
                "Test %s on %d %s that it has never seen:"
                        .formatted(result.score(), result.total(), demonstration.things()));
        result.table().forEach(this::say);
    }

    private static byte[] published(TrainingOutcome outcome) throws CommandFailedException {
        return outcome.snapshot()
                .orElseThrow(
                        () ->
                                new CommandFailedException(
                                        "no version was published, so there is none to test"))
                .bytes();
    }

    private void say(String line) {
        PrintWriter screen = spec.commandLine().getOut();
        screen.println(line);
        screen.flush();
    }
}
