package dev.gradstream.job.cli;

import dev.gradstream.job.replay.CsvFile;
import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.Pace;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.replay.RowEncoder;
import dev.gradstream.job.view.SendingProgress;
import dev.gradstream.job.view.Terminal;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.Topics;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Streams a file into the features topic. */
@Command(name = "produce", description = "Stream a CSV file into the features topic.")
final class ProduceCommand implements Callable<Integer> {
    @Mixin private PipelineOption pipelineFile;
    @Mixin private ReplayOptions replayOptions;
    @Mixin private MetricsOptions metricsOptions;
    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "CSV",
            description = "The file; its first line names the columns.")
    private Path data;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Send N records a second (default: as fast as the broker takes them).")
    private Optional<Double> rate = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Replay replay = replayOptions.replay();
        Pace pace = pace();
        Pipeline pipeline = pipelineFile.read().get();
        replayOptions.requireFit(pipeline);
        CsvFile csv = CsvFile.open(data);
        RowEncoder encoder = RowEncoder.of(pipeline, csv);
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureFeatures(1);
        }
        try (ProducerMetrics metrics = ProducerMetrics.start(pipeline.name(), metricsOptions);
                SendingProgress progress =
                        new SendingProgress(
                                Terminal.standardOutput(), spec.commandLine().getOut());
                FeatureProducer producer = new FeatureProducer(pipeline)) {
            replay.forEach(
                    rows -> csv.forEachRow(fields -> rows.accept(encoder.encode(fields))),
                    feature -> {
                        pace.awaitNext();
                        producer.send(feature);
                        metrics.sent();
                        progress.sent(producer.sent());
                        return true;
                    });
            producer.flush();
            progress.done(producer.sent(), pipeline.topics().features());
        }
        return 0;
    }

    private Pace pace() {
        if (rate.isEmpty()) {
            return Pace.unlimited();
        }
        if (!(rate.get() > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--rate must be above 0, got " + rate.get());
        }
        return Pace.of(rate.get());
    }
}
