package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.kafka.record.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Records that hold features and target.
 *
 * @param split what all of them are for; training where each says so itself
 */
public record WholeExamples(Split split, OperatorName operator) implements IngestForm<Example> {
    private static final long serialVersionUID = 1L;

    static final WholeExamples OF_FEATURES = new WholeExamples(Split.TRAINING, OperatorName.INGEST);

    @Override
    public TypeInformation<Example> type(Pipeline pipeline) {
        return ExampleType.ofRecords(pipeline);
    }

    @Override
    public Filler<Example> filler(Pipeline pipeline) {
        return new Buffer(
                RecordDecoders.of(pipeline), ExampleType.ofRecords(pipeline).createExample());
    }

    private record Buffer(RecordDecoder decoder, Example example) implements Filler<Example> {
        @Override
        public void check(RawRecord record) {}

        @Override
        public Example filled(RawRecord record) {
            return example;
        }
    }
}
