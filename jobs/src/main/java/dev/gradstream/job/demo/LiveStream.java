package dev.gradstream.job.demo;

import dev.gradstream.job.TrainSources;
import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Pace;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.report.Report;
import dev.gradstream.job.report.SignalReport;
import dev.gradstream.job.run.TrainingInput;
import dev.gradstream.job.run.TrainingListener;
import dev.gradstream.job.topic.FeatureOffsets;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.source.FeatureSource;
import dev.gradstream.operator.kafka.source.PartitionRange;
import dev.gradstream.operator.kafka.source.StopSwitch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Rows that come while the job learns, as slowly as a person can follow: all of them in a minute.
 * For a features topic of one partition that nobody else writes to.
 *
 * <p>It hears of the job's reports, because a job may take long to start: without the first report
 * no more is sent than it takes to make one.
 */
public final class LiveStream implements TrainingInput, TrainingListener, AutoCloseable {
    private static final double SECONDS = 60;
    private static final long BEFORE_FIRST_REPORT = 1000;
    private static final long LOOK_MILLIS = 50;

    private final Replay replay;
    private final List<FeatureRecord> rows;
    private final TrainingListener listener;
    private final CountDownLatch reported = new CountDownLatch(1);
    private Optional<Thread> sender = Optional.empty();
    private Optional<Exception> failure = Optional.empty();
    private volatile boolean closed;

    /**
     * @param listener hears what this hears
     */
    public LiveStream(Replay replay, List<FeatureRecord> rows, TrainingListener listener) {
        this.listener = listener;
        this.replay = replay;
        this.rows = List.copyOf(rows);
    }

    @Override
    public TrainSources open(Pipeline pipeline, String stopToken) {
        long total = (long) replay.epochs() * rows.size();
        TrainSources source =
                TrainSources.of(
                        FeatureSource.bounded(pipeline, List.of(next(pipeline, total)), stopToken));
        Thread thread =
                new Thread(() -> send(pipeline, total, stopToken), "gradstream-live-stream");
        thread.setDaemon(true);
        thread.start();
        sender = Optional.of(thread);
        return source;
    }

    /** Where the records will stand. */
    private static PartitionRange next(Pipeline pipeline, long total) {
        try (FeatureOffsets offsets = new FeatureOffsets(pipeline)) {
            offsets.begin();
            PartitionRange now = offsets.sinceBegin().get(0);
            return new PartitionRange(now.partition(), now.start(), now.start() + total);
        }
    }

    @Override
    public void report(Report report) {
        reported.countDown();
        listener.report(report);
    }

    @Override
    public void signal(SignalReport signal) {
        listener.signal(signal);
    }

    private void send(Pipeline pipeline, long total, String stopToken) {
        Pace pace = Pace.of(total / SECONDS);
        try (StopSwitch stop = StopSwitch.hold(stopToken)) {
            try (FeatureProducer producer = new FeatureProducer(pipeline)) {
                replay.forEach(
                        Replay.Rows.of(rows),
                        feature -> {
                            awaitTurn(producer.sent(), pace, stop);
                            boolean wanted = isWanted(stop);
                            if (wanted) {
                                producer.send(feature);
                            }
                            return wanted;
                        });
                producer.flush();
            } catch (IOException | RuntimeException e) {
                failure = Optional.of(e);
                // The job waits for records that do not come.
                stop.stop();
            }
        }
    }

    private void awaitTurn(long sent, Pace pace, StopSwitch stop) throws IOException {
        if (sent < BEFORE_FIRST_REPORT) {
            return;
        }
        try {
            boolean heard = false;
            while (!heard && isWanted(stop)) {
                heard = reported.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        pace.awaitNext();
    }

    private boolean isWanted(StopSwitch stop) {
        return !closed && !stop.isThrown();
    }

    /**
     * Sends no more.
     *
     * @throws IOException if the broker did not take a record
     */
    @Override
    public void close() throws IOException {
        closed = true;
        if (sender.isPresent()) {
            try {
                sender.get().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (failure.isPresent()) {
            throw new IOException("the stream ended: " + failure.get().getMessage(), failure.get());
        }
    }
}
