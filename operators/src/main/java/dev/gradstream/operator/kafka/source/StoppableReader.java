package dev.gradstream.operator.kafka.source;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Another reader, until the switch is thrown; then the input is at its end. Says in one sentence
 * when records were deleted that it had not read.
 */
@SuppressWarnings("try") // a reader's close() may throw anything, by Flink's interface
final class StoppableReader<T, S extends SourceSplit> implements SourceReader<T, S> {
    private final SourceReader<T, S> reader;
    private final StopSwitch stopSwitch;
    private CompletableFuture<Void> readerAvailable = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> available = readerAvailable;

    StoppableReader(SourceReader<T, S> reader, StopSwitch stopSwitch) {
        this.reader = reader;
        this.stopSwitch = stopSwitch;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        return stopSwitch.isThrown() ? InputStatus.END_OF_INPUT : poll(output);
    }

    private InputStatus poll(ReaderOutput<T> output) throws Exception {
        try {
            return reader.pollNext(output);
        } catch (RuntimeException e) {
            Optional<RecordsDeletedException> deleted = RecordsDeletedException.in(e);
            throw deleted.isPresent() ? deleted.get() : e;
        }
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> current = reader.isAvailable();
        if (current != readerAvailable) {
            readerAvailable = current;
            // One combined future for each of the reader's: an idle task asks again and again, and
            // every combination would stay registered with the switch.
            available = current.isDone() ? current : orStopped(current);
        }
        return available;
    }

    private CompletableFuture<Void> orStopped(CompletableFuture<Void> current) {
        return CompletableFuture.anyOf(current, stopSwitch.thrown()).thenApply(first -> null);
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
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        reader.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void close() throws Exception {
        try (stopSwitch) {
            reader.close();
        }
    }
}
