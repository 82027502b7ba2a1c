package dev.gradstream.operator.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoppableReaderTest {
    private final SilentReader silent = new SilentReader();
    private final Emitted output = new Emitted();
    private StopSwitch learner;
    private StoppableReader<Long, NumberSequenceSplit> reader;

    /** The reader of a topic to which nobody writes, until something is let through. */
    private static final class SilentReader implements SourceReader<Long, NumberSequenceSplit> {
        private CompletableFuture<Void> available = new CompletableFuture<>();
        private boolean closed;

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) {
            if (!available.isDone()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            available = new CompletableFuture<>();
            output.collect(1L);
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public List<NumberSequenceSplit> snapshotState(long checkpointId) {
            return List.of();
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        @Override
        public void addSplits(List<NumberSequenceSplit> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Emitted implements ReaderOutput<Long> {
        private final List<Long> records = new ArrayList<>();

        @Override
        public void collect(Long record) {
            records.add(record);
        }

        @Override
        public void collect(Long record, long timestamp) {
            records.add(record);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<Long> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}
    }

    @BeforeEach
    void open() {
        learner = StopSwitch.hold("reader-test");
        reader = new StoppableReader<>(silent, StopSwitch.hold("reader-test"));
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        learner.close();
        assertThat(StopSwitch.isHeld("reader-test")).isFalse();
    }

    @Test
    void anIdleReaderWakesUpToEnd() throws Exception {
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        CompletableFuture<Void> waiting = reader.isAvailable();
        assertThat(waiting).isNotDone();

        learner.stop();

        assertThat(waiting).isDone();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
    }

    @Test
    void aReaderThatIsAskedAfterTheStopNeverWaits() {
        learner.stop();
        assertThat(reader.isAvailable()).isDone();
    }

    @Test
    void recordsWakeAnIdleReaderUpAsEver() throws Exception {
        CompletableFuture<Void> waiting = reader.isAvailable();
        silent.available.complete(null);

        assertThat(waiting).isDone();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(output.records).containsExactly(1L);
        assertThat(reader.isAvailable()).isNotDone();
    }

    @Test
    void nothingIsReadAfterTheStop() throws Exception {
        silent.available.complete(null);
        learner.stop();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(output.records).isEmpty();
    }

    @Test
    void anIdleTaskThatAsksAgainAndAgainWaitsForOneFuture() {
        CompletableFuture<Void> first = reader.isAvailable();
        assertThat(reader.isAvailable()).isSameAs(first);
        // The other's dependents: one, however often the task asked.
        assertThat(silent.available.getNumberOfDependents()).isEqualTo(1);
    }

    @Test
    void closingClosesTheReader() throws Exception {
        reader.close();
        assertThat(silent.closed).isTrue();
    }
}
