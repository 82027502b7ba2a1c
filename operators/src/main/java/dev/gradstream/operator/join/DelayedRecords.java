package dev.gradstream.operator.join;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordClock;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.RecordDecoders;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.ingest.ExampleType;
import dev.gradstream.operator.ingest.IngestForm;
import dev.gradstream.operator.kafka.record.RawRecord;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Features without labels, or labels without features, each beside its record. */
public enum DelayedRecords implements IngestForm<DecodedRecord> {
    FEATURES(OperatorName.INGEST) {
        @Override
        ExampleType exampleType(Pipeline pipeline) {
            return ExampleType.of(pipeline);
        }

        @Override
        RecordDecoder decoder(Pipeline pipeline) {
            return RecordDecoders.of(pipeline);
        }

        @Override
        Optional<String> keyField(Pipeline pipeline) {
            return pipeline.features().key();
        }
    },
    LABELS(OperatorName.LABEL_INGEST) {
        @Override
        ExampleType exampleType(Pipeline pipeline) {
            return ExampleType.ofLabels(pipeline);
        }

        @Override
        RecordDecoder decoder(Pipeline pipeline) {
            return RecordDecoders.ofLabels(pipeline);
        }

        @Override
        Optional<String> keyField(Pipeline pipeline) {
            return pipeline.labels().orElseThrow().key();
        }
    };

    private final OperatorName operator;

    DelayedRecords(OperatorName operator) {
        this.operator = operator;
    }

    abstract ExampleType exampleType(Pipeline pipeline);

    abstract RecordDecoder decoder(Pipeline pipeline);

    abstract Optional<String> keyField(Pipeline pipeline);

    @Override
    public OperatorName operator() {
        return operator;
    }

    @Override
    public Split split() {
        return Split.TRAINING;
    }

    @Override
    public TypeInformation<DecodedRecord> type(Pipeline pipeline) {
        return new DecodedRecordType(exampleType(pipeline));
    }

    @Override
    public Filler<DecodedRecord> filler(Pipeline pipeline) {
        return new Buffer(
                decoder(pipeline),
                keyField(pipeline).isPresent(),
                new DecodedRecord(exampleType(pipeline).createExample()));
    }

    private record Buffer(RecordDecoder decoder, boolean hasKeyField, DecodedRecord buffer)
            implements Filler<DecodedRecord> {
        @Override
        public Example example() {
            return buffer.example();
        }

        @Override
        public void check(RawRecord record) throws RefusedRecordException {
            if (!hasKeyField && (record.key() == null || record.key().length == 0)) {
                throw new RefusedRecordException(
                        Reason.MISSING_KEY,
                        "the record has no key; what features and labels are joined by belongs"
                                + " there, or in a field that the pipeline file names as key");
            }
            RecordClock.requireNotAhead(example().eventTime(), record.timestamp());
        }

        @Override
        public DecodedRecord filled(RawRecord record) {
            buffer.record().set(record);
            return buffer;
        }
    }
}
