package dev.gradstream.job.run;

import dev.gradstream.job.replay.CsvFile;
import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.replay.RowEncoder;
import dev.gradstream.job.topic.FeatureOffsets;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.source.FeatureSource;
import java.io.IOException;
import org.apache.flink.api.connector.source.Source;

/** What a training job reads. */
public interface TrainingInput {

    /**
     * Opens the source. The topics exist by now.
     *
     * @param stopToken names the switch that ends it
     */
    Source<RawRecord, ?, ?> open(Pipeline pipeline, String stopToken) throws IOException;

    /** Whatever comes to the features topic, without end. */
    static TrainingInput stream() {
        return FeatureSource::unbounded;
    }

    /** Records that are sent to the features topic first; the job ends when they are learnt. */
    static TrainingInput replay(Replay replay, Replay.Rows rows) {
        return (pipeline, stopToken) -> {
            try (FeatureOffsets offsets = new FeatureOffsets(pipeline);
                    FeatureProducer producer = new FeatureProducer(pipeline)) {
                offsets.begin();
                replay.forEach(rows, producer::send);
                producer.flush();
                return FeatureSource.bounded(pipeline, offsets.sinceBegin(), stopToken);
            }
        };
    }

    /** A CSV file's rows, as {@link #replay} takes them. */
    static Replay.Rows rows(CsvFile csv, RowEncoder encoder) {
        return consumer -> csv.forEachRow(fields -> consumer.accept(encoder.encode(fields)));
    }
}
