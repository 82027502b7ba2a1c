package dev.gradstream.job.demo;

import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Pace;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.run.TrainingInput;
import dev.gradstream.job.topic.FeatureOffsets;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.source.FeatureSource;
import dev.gradstream.operator.kafka.source.PartitionRange;
import dev.gradstream.operator.kafka.source.StopSwitch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;

/**
 * Rows that come while the job learns, as slowly as a person can follow: all of them in a minute.
 * For a features topic of one partition that nobody else writes to.
 */
public final class LiveStream implements TrainingInput, AutoCloseable {
    private static final double SECONDS = 60;

    private final Replay replay;
    private final List<FeatureRecord> rows;
    private Optional<Thread> sender = Optional.empty();
    private Optional<Exception> failure = Optional.empty();
    private volatile boolean closed;

    public LiveStream(Replay replay, List<FeatureRecord> rows) {
        this.replay = replay;
        this.rows = List.copyOf(rows);
    }

    @Override
    public Source<RawRecord, ?, ?> open(Pipeline pipeline, String stopToken) {
        long total = (long) replay.epochs() * rows.size();
        Source<RawRecord, ?, ?> source =
                FeatureSource.bounded(pipeline, List.of(next(pipeline, total)), stopToken);
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

    private void send(Pipeline pipeline, long total, String stopToken) {
        Pace pace = Pace.of(total / SECONDS);
        try (StopSwitch stop = StopSwitch.hold(stopToken)) {
            try (FeatureProducer producer = new FeatureProducer(pipeline)) {
                replay.forEach(
                        Replay.Rows.of(rows),
                        feature -> {
                            pace.awaitNext();
                            boolean wanted = !closed && !stop.isThrown();
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
