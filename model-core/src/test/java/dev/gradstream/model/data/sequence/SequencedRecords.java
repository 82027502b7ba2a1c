package dev.gradstream.model.data.sequence;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.model.pipeline.RecordDecoders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Examples of several records of JSON, of as many series as there come. */
public final class SequencedRecords {
    private final RecordDecoder decoder;
    private final Sequencer sequencer;
    private final Map<Long, SeriesHistory> histories = new HashMap<>();
    private final Example record;
    private final Example example;

    /** As the pipeline says. */
    public SequencedRecords(Pipeline pipeline) {
        this(pipeline, pipeline.features().sequencer().orElseThrow());
    }

    /** As the sequencer does it, whatever the pipeline says. */
    public SequencedRecords(Pipeline pipeline, Sequencer sequencer) {
        this.sequencer = sequencer;
        decoder = RecordDecoders.of(pipeline);
        record = new Example(pipeline.recordWidth(), pipeline.targetCount());
        example = new Example(pipeline.featureCount(), pipeline.targetCount());
    }

    /** A pipeline that is valid. */
    public static Pipeline pipeline(String text) {
        try {
            return PipelineFile.parse(text, "test.yaml", Map.of());
        } catch (InvalidPipelineException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the next record; whether {@link #example} is one now. */
    public boolean take(String json) throws RefusedRecordException {
        decoder.decode(null, 0, json.getBytes(StandardCharsets.UTF_8), record);
        SeriesHistory history = histories.computeIfAbsent(record.key(), key -> sequencer.begin());
        return sequencer.next(history, record, example);
    }

    /** The last example that was made. */
    public Example example() {
        return example;
    }
}
