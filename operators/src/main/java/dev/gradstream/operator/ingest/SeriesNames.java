package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.record.RawRecord;

/**
 * Which series a record belongs to: that of its key column, else of its own key, else of its
 * partition.
 *
 * @param areNames whether examples are made of several records, and so records named by series
 * @param haveColumn whether a column names them
 */
record SeriesNames(boolean areNames, boolean haveColumn) {

    static SeriesNames of(Pipeline pipeline) {
        return new SeriesNames(
                pipeline.features().sequence().isPresent(), pipeline.features().key().isPresent());
    }

    /**
     * The name of a record's series; without any, its own.
     *
     * @param key what names the first example that was decoded of it
     */
    long nameOf(RawRecord record, long key) {
        boolean hasKey =
                !areNames || haveColumn || (record.key() != null && record.key().length > 0);
        return hasKey ? key : KeyHash.of(0, record.partition());
    }
}
