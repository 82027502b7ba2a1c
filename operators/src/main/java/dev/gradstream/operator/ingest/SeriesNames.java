package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.record.RawRecord;

/**
 * Which series a record belongs to: that of its key column, else of its own key, else of its
 * partition.
 *
 * @param areNames whether examples are made of several records, and so records named by series
 * @param haveColumn whether a column names them
 * @param split what the whole topic is for: a series of a held-out topic is none of the features',
 *     whatever it is called
 */
public record SeriesNames(boolean areNames, boolean haveColumn, Split split) {

    /**
     * Those of a topic.
     *
     * @param split what the whole topic is for
     */
    public static SeriesNames of(Pipeline pipeline, Split split) {
        return new SeriesNames(
                pipeline.features().sequence().isPresent(),
                pipeline.features().key().isPresent(),
                split);
    }

    /**
     * The name of a record's series; without any, its own.
     *
     * @param key what names the first example that was decoded of it
     */
    public long nameOf(RawRecord record, long key) {
        boolean hasKey =
                !areNames || haveColumn || (record.key() != null && record.key().length > 0);
        long name = hasKey ? key : KeyHash.of(0, record.partition());
        return areNames && split != Split.TRAINING ? KeyHash.of(name, split.code()) : name;
    }
}
