package dev.gradstream.job.cli;

import dev.gradstream.job.demo.BreastCancer;
import dev.gradstream.job.demo.Confusion;
import dev.gradstream.job.embedded.Workplace;
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
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
    private static final String BREAST_CANCER = "breast-cancer";
    private static final double TEST_SHARE = 0.2;
    private static final int EPOCHS = 40;

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = BREAST_CANCER,
            description = "Which demonstration: breast-cancer.")
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
            defaultValue = "breast-cancer.safetensors",
            description = "Write the final version there (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws Exception {
        if (!name.equals(BREAST_CANCER)) {
            throw new ParameterException(
                    spec.commandLine(), "no demo is called " + name + "; there is breast-cancer");
        }
        SnapshotFiles.requireWritable(out);
        say("Starting a Kafka broker in this process ...");
        try (Workplace workplace = Workplace.embedded(BreastCancer.pipeline(seed))) {
            demonstrate(workplace);
        }
        return 0;
    }

    private void demonstrate(Workplace workplace) throws Exception {
        Pipeline pipeline = workplace.pipeline().get();
        BreastCancer.Split split =
                BreastCancer.split(pipeline, TEST_SHARE, seed, workplace.folder());
        say(
                "Streaming %d epochs of %d tumours through topic %s; %d more are kept for the test."
                        .formatted(
                                EPOCHS,
                                split.training().size(),
                                pipeline.topics().features(),
                                split.test().size()));
        Terminal terminal = Terminal.standardOutput();
        TrainingProgress progress =
                new TrainingProgress(
                        terminal,
                        spec.commandLine().getOut(),
                        OptionalLong.of((long) EPOCHS * split.training().size()));
        RecordedReports recorded = new RecordedReports(progress);
        TrainingOutcome outcome;
        try {
            outcome = train(workplace, split, recorded);
        } finally {
            progress.done();
        }

        say("");
        new LossChart(terminal).draw(recorded.reports()).forEach(this::say);
        say("");
        TrainingSummary.of(pipeline, outcome).forEach(this::say);
        test(pipeline, outcome, split);
    }

    private TrainingOutcome train(
            Workplace workplace, BreastCancer.Split split, TrainingListener listener)
            throws Exception {
        Replay replay = new Replay(EPOCHS, OptionalLong.of(seed));
        TrainingInput input = TrainingInput.replay(replay, Replay.Rows.of(split.training()));
        try (LocalTraining training = new LocalTraining(workplace.pipeline(), listener)) {
            return Interrupts.during(
                    () -> training.run(input, Optional.empty(), workplace.folder()),
                    training::stop);
        }
    }

    private void test(Pipeline pipeline, TrainingOutcome outcome, BreastCancer.Split split)
            throws Exception {
        if (outcome.snapshot().isEmpty()) {
            throw new CommandFailedException("no version was published, so there is none to test");
        }
        byte[] published = outcome.snapshot().get().bytes();
        Confusion confusion = Confusion.test(pipeline, SafeTensors.decode(published), split.test());
        say("");
        say(
                String.format(
                        Locale.ROOT,
                        "Test accuracy %.4f on %d tumours that it has never seen:",
                        confusion.accuracy(),
                        confusion.total()));
        confusion.table().forEach(this::say);
        SnapshotFiles.write(out, published);
        say("");
        say("The model is in " + out.toAbsolutePath() + ", for load_state_dict and for --init.");
    }

    private void say(String line) {
        PrintWriter screen = spec.commandLine().getOut();
        screen.println(line);
        screen.flush();
    }
}
