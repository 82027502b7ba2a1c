package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordDecoder;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.OperatorName;
import dev.gradstream.operator.kafka.record.RawRecord;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What ingest makes of a record: an example, or an example beside the record that it came from.
 *
 * @param <T> its type
 */
public interface IngestForm<T> extends Serializable {

    /** The operator that makes it. */
    OperatorName operator();

    /** What all examples are for; training where records or keys say so. */
    Split split();

    TypeInformation<T> type(Pipeline pipeline);

    /** A new buffer with all that fills it, for one subtask. */
    Filler<T> filler(Pipeline pipeline);

    /**
     * A buffer that is filled again for every record.
     *
     * @param <T> what it holds
     */
    interface Filler<T> {
        /** Fills {@link #example()}. */
        RecordDecoder decoder();

        /** The example in the buffer; always the same. */
        Example example();

        /** Refuses a record that the decoder takes, but nobody behind it could use. */
        void check(RawRecord record) throws RefusedRecordException;

        /** The buffer, which now stands for the record. */
        T filled(RawRecord record);
    }
}
