package dev.gradstream.job.run;

import dev.gradstream.operator.kafka.record.RawRecord;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Another source, which fails several times: each time at a random record, some after the last
 * checkpoint, so that there is something to undo.
 *
 * @param <S> type of the splits
 * @param <C> type of the enumerator's checkpoint
 */
public final class FailingSource<S extends SourceSplit, C> implements Source<RawRecord, S, C> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_BETWEEN = 400;

    /** Shared by all attempts, which run in this process. */
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private final Source<RawRecord, S, C> source;
    private final int failures;
    private final long seed;
    private final int most;

    private FailingSource(Source<RawRecord, S, C> source, int failures, long seed, int most) {
        this.source = source;
        this.failures = failures;
        this.seed = seed;
        this.most = most;
    }

    /**
     * Wraps a source.
     *
     * @param failures how often it fails
     * @param seed decides where
     */
    static <S extends SourceSplit, C> Source<RawRecord, S, C> of(
            Source<RawRecord, S, C> source, int failures, long seed) {
        return of(source, failures, seed, MOST_BETWEEN);
    }

    /**
     * As {@link #of(Source, int, long)}.
     *
     * @param most records before a checkpoint is waited for, and again before it fails
     */
    public static <S extends SourceSplit, C> Source<RawRecord, S, C> of(
            Source<RawRecord, S, C> source, int failures, long seed, int most) {
        FAILURES.set(0);
        return new FailingSource<>(source, failures, seed, most);
    }

    /** How often it has failed. */
    public static int failed() {
        return FAILURES.get();
    }

    @Override
    public SourceReader<RawRecord, S> createReader(SourceReaderContext context) throws Exception {
        SourceReader<RawRecord, S> reader = source.createReader(context);
        int failed = FAILURES.get();
        return failed < failures
                ? new FailingReader<>(reader, new Random(seed + failed), most)
                : reader;
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<S, C> createEnumerator(SplitEnumeratorContext<S> context)
            throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<S, C> restoreEnumerator(SplitEnumeratorContext<S> context, C checkpoint)
            throws Exception {
        return source.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<S> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<C> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    /** Reads a while, waits for a checkpoint, reads a little more, and fails. */
    @SuppressWarnings("try") // Flink lets a reader's close throw anything.
    private static final class FailingReader<S extends SourceSplit>
            implements SourceReader<RawRecord, S> {
        private final SourceReader<RawRecord, S> reader;
        private final CompletableFuture<Void> checkpointed = new CompletableFuture<>();
        private int beforeCheckpoint;
        private int afterCheckpoint;

        FailingReader(SourceReader<RawRecord, S> reader, Random random, int most) {
            this.reader = reader;
            beforeCheckpoint = 1 + random.nextInt(most);
            afterCheckpoint = 1 + random.nextInt(most);
        }

        private boolean waits() {
            return beforeCheckpoint == 0 && !checkpointed.isDone();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
            if (waits()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (beforeCheckpoint > 0) {
                beforeCheckpoint--;
            } else if (afterCheckpoint-- == 0) {
                FAILURES.incrementAndGet();
                throw new IllegalStateException("failed on purpose");
            }
            return reader.pollNext(output);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return waits() ? checkpointed : reader.isAvailable();
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            reader.notifyCheckpointComplete(checkpointId);
            if (beforeCheckpoint == 0) {
                checkpointed.complete(null);
            }
        }

        @Override
        public void start() {
            reader.start();
        }

        @Override
        public List<S> snapshotState(long checkpointId) {
            return reader.snapshotState(checkpointId);
        }

        @Override
        public void addSplits(List<S> splits) {
            reader.addSplits(splits);
        }

        @Override
        public void notifyNoMoreSplits() {
            reader.notifyNoMoreSplits();
        }

        @Override
        public void handleSourceEvents(SourceEvent event) {
            reader.handleSourceEvents(event);
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}
