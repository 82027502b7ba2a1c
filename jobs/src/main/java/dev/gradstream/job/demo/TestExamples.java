package dev.gradstream.job.demo;

import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.data.sequence.Sequencer;
import dev.gradstream.model.data.sequence.SeriesHistory;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The examples of records that are tested: each is one, or several of a series are. */
final class TestExamples {
    private final RecordDecoder decoder;
    private final Optional<Sequencer> sequencer;
    private final Map<Long, SeriesHistory> histories = new HashMap<>();
    private final boolean areNamed;
    private final Example record;
    private final Example example;

    TestExamples(Pipeline pipeline) {
        decoder = RecordDecoders.of(pipeline);
        sequencer = pipeline.features().sequencer();
        areNamed = pipeline.features().key().isPresent();
        record = new Example(pipeline.recordWidth(), pipeline.targetCount());
        example =
                sequencer.isEmpty()
                        ? record
                        : new Example(pipeline.featureCount(), pipeline.targetCount());
    }

    /** Takes the next record; whether {@link #example} is one now. */
    boolean take(FeatureRecord from) throws RefusedRecordException {
        decoder.decode(from.key().orElse(null), 0, from.value(), record);
        return sequencer.isEmpty() || sequencer.get().next(history(), record, example);
    }

    /** Without a name all records are of one series, as in a topic of one partition. */
    private SeriesHistory history() {
        return histories.computeIfAbsent(
                areNamed ? record.key() : 0, key -> sequencer.orElseThrow().begin());
    }

    /** The last example that was made; filled again by the next. */
    Example example() {
        return example;
    }
}
