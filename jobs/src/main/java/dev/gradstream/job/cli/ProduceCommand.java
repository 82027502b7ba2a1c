package dev.gradstream.job.cli;

import dev.gradstream.job.generate.click.ClickRecords;
import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Pace;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.view.SendingProgress;
import dev.gradstream.job.view.Terminal;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.Topics;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Streams a file, or what is generated, into the features topic. */
@Command(
        name = "produce",
        description = {
            "Stream a file, or generated records, into the features topic.",
            "Impressions of the generator clicks go there too, and the clicks to the topic of the"
                    + " labels."
        })
final class ProduceCommand implements Callable<Integer> {
    @Mixin private PipelineOption pipelineFile;
    @Mixin private FileOptions file;
    @Mixin private GeneratorOptions generator;
    @Mixin private MetricsOptions metricsOptions;
    @Spec private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Send N records a second (default: as fast as the broker takes them).")
    private Optional<Double> rate = Optional.empty();

    @Override
    public Integer call() throws Exception {
        SourceChoice choice = new SourceChoice(spec, file, generator);
        choice.requireOne();
        Replay replay = file.replay();
        Pace pace = pace();
        Pipeline pipeline = pipelineFile.read().get();
        file.requireFit(pipeline);
        file.requireNoLabelsTopic(pipeline);
        if (generator.clicks()) {
            produceClicks(pipeline, pace);
        } else {
            produce(pipeline, replay, choice.open(pipeline), pace);
        }
        return 0;
    }

    private void produce(Pipeline pipeline, Replay replay, Replay.Rows rows, Pace pace)
            throws IOException {
        ensureTopics(pipeline);
        try (ProducerMetrics metrics = ProducerMetrics.start(pipeline.name(), metricsOptions);
                SendingProgress progress = progress();
                FeatureProducer producer = new FeatureProducer(pipeline)) {
            Counter.Child sent = metrics.to(pipeline.topics().features());
            replay.forEach(rows, feature -> send(feature, producer, pace, sent, progress));
            producer.flush();
            progress.done(producer.sent(), pipeline.topics().features());
        }
    }

    private void produceClicks(Pipeline pipeline, Pace pace) throws IOException {
        ClickRecords records = generator.openClicks(pipeline);
        String labelsTopic = pipeline.topics().labels().orElseThrow();
        ensureTopics(pipeline);
        try (ProducerMetrics metrics = ProducerMetrics.start(pipeline.name(), metricsOptions);
                SendingProgress progress = progress();
                FeatureProducer impressions = new FeatureProducer(pipeline);
                FeatureProducer clicks = new FeatureProducer(pipeline, labelsTopic)) {
            Counter.Child sent = metrics.to(pipeline.topics().features());
            Counter.Child sentClicks = metrics.to(labelsTopic);
            records.forEach(
                    feature -> send(feature, impressions, pace, sent, progress),
                    click -> {
                        clicks.send(click);
                        sentClicks.inc();
                        return true;
                    });
            impressions.flush();
            clicks.flush();
            progress.done(impressions.sent(), pipeline.topics().features());
            progress.done(clicks.sent(), labelsTopic);
        }
    }

    private static boolean send(
            FeatureRecord feature,
            FeatureProducer producer,
            Pace pace,
            Counter.Child sent,
            SendingProgress progress)
            throws IOException {
        pace.awaitNext();
        producer.send(feature);
        sent.inc();
        progress.sent(producer.sent());
        return true;
    }

    private SendingProgress progress() {
        return new SendingProgress(Terminal.standardOutput(), spec.commandLine().getOut());
    }

    private static void ensureTopics(Pipeline pipeline) {
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureFeatures(1);
            topics.ensureLabels(1);
        }
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
