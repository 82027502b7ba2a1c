package dev.gradstream.job.run;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.Preparation;
import dev.gradstream.job.TrainJob;
import dev.gradstream.job.embedded.EmbeddedFlink;
import dev.gradstream.job.report.LatestReports;
import dev.gradstream.job.report.Refusals;
import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.SignalReport;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.job.topic.Transactions;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import dev.gradstream.operator.kafka.source.StopSwitch;
import dev.gradstream.operator.learn.TrainingStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one training job on a cluster in this process, follows its reports, and fetches the model
 * that it leaves behind.
 */
public final class LocalTraining implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalTraining.class);

    private final PipelineText pipelineText;
    private final Pipeline pipeline;
    private final StepOrder listener;
    private final Map<String, String> flinkSettings;
    private final String stopToken = UUID.randomUUID().toString();
    private Optional<StopSwitch> thrown = Optional.empty();
    private LatestReports reports = LatestReports.none();
    private final Refusals refusals = new Refusals();

    /**
     * Prepares to train.
     *
     * @param listener is called by the thread that calls {@link #run}
     */
    public LocalTraining(PipelineText pipelineText, TrainingListener listener) {
        this(pipelineText, listener, Map.of());
    }

    /**
     * Prepares to train on a cluster with settings of its own.
     *
     * @param listener is called by the thread that calls {@link #run}
     * @param flinkSettings Flink's configuration by key, beside what a cluster in a process needs
     */
    public LocalTraining(
            PipelineText pipelineText,
            TrainingListener listener,
            Map<String, String> flinkSettings) {
        this.flinkSettings = Map.copyOf(flinkSettings);
        this.pipelineText = pipelineText;
        this.pipeline = pipelineText.get();
        this.listener = new StepOrder(listener);
    }

    /**
     * Trains until the input ends, early stopping ends it, or {@link #stop} is called.
     *
     * @param init an encoded snapshot to start from; empty to draw parameters at random
     * @param folder for checkpoints and scratch files; the caller removes it
     * @throws TrainingFailedException if {@code init} is of another model, or the job failed for
     *     good
     * @throws dev.gradstream.operator.kafka.BrokerUnavailableException if no broker answers
     */
    public TrainingOutcome run(TrainingInput input, Optional<byte[]> init, Path folder)
            throws Exception {
        TrainingStart start = prepare(init);
        try (TopicFollower follower = TopicFollower.fromNow(pipeline, reportTopics());
                EmbeddedFlink flink = EmbeddedFlink.start(folder, flinkSettings)) {
            StreamExecutionEnvironment environment = flink.environment();
            TrainJob.define(
                    environment, pipelineText, input.open(pipeline, stopToken), start, stopToken);
            follow(flink.submit(environment, pipeline.name()), follower);
        }
        return new TrainingOutcome(reports, refusals, published(start.firstVersion()));
    }

    /**
     * Ends the input, as if the stream had ended here: what was read, or sent by a replay that is
     * still sending, is learnt, and a final version is published. Any thread may call it, also
     * before {@link #run}.
     */
    public synchronized void stop() {
        if (thrown.isEmpty()) {
            // Held on to from here, so that a job that starts or restarts later finds it thrown.
            StopSwitch stopSwitch = StopSwitch.hold(stopToken);
            stopSwitch.stop();
            thrown = Optional.of(stopSwitch);
        }
    }

    private TrainingStart prepare(Optional<byte[]> init) throws TrainingFailedException {
        try {
            return Preparation.of(pipeline, init);
        } catch (IllegalArgumentException e) {
            throw new TrainingFailedException(e);
        }
    }

    private List<String> reportTopics() {
        Pipeline.Topics topics = pipeline.topics();
        return List.of(topics.metrics(), topics.signals(), topics.deadLetters());
    }

    private List<String> allTopics() {
        List<String> topics = new ArrayList<>(reportTopics());
        topics.add(pipeline.topics().snapshots());
        return topics;
    }

    private void follow(CompletableFuture<Void> job, TopicFollower follower)
            throws TrainingFailedException, InterruptedException {
        while (!job.isDone()) {
            follower.poll(this::take);
        }
        try {
            job.get();
        } catch (ExecutionException e) {
            throw new TrainingFailedException(e.getCause());
        }
        Transactions.awaitEnd(pipeline, allTopics());
        follower.drain(this::take);
        listener.end();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.topic().equals(pipeline.topics().metrics())) {
                Report report = Report.read(record.value());
                reports = reports.with(report);
                listener.report(report);
            } else if (record.topic().equals(pipeline.topics().signals())) {
                listener.signal(SignalReport.read(record.value()));
            } else {
                refusals.add(record.headers());
            }
        } catch (IOException e) {
            // Somebody else wrote to the topic: nothing that this job reported.
            LOG.warn("cannot read offset {} of topic {}", record.offset(), record.topic(), e);
        }
    }

    private Optional<StoredSnapshot> published(long firstVersion) {
        try (SnapshotReader snapshots = new SnapshotReader(pipeline, LOG::warn)) {
            return snapshots.latest().filter(s -> s.summary().version() >= firstVersion);
        }
    }

    @Override
    public synchronized void close() {
        thrown.ifPresent(StopSwitch::close);
    }
}
