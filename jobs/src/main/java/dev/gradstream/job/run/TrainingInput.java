package dev.gradstream.job.run;

import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.topic.FeatureOffsets;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.source.FeatureSource;
import dev.gradstream.operator.kafka.source.StopSwitch;
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

    /**
     * Records that are sent to the features topic first; the job ends when they are learnt. If the
     * switch is thrown while they are sent, those that are sent by then are learnt.
     */
    static TrainingInput replay(Replay replay, Replay.Rows rows) {
        return (pipeline, stopToken) -> {
            try (StopSwitch stop = StopSwitch.hold(stopToken);
                    FeatureOffsets offsets = new FeatureOffsets(pipeline);
                    FeatureProducer producer = new FeatureProducer(pipeline)) {
                offsets.begin();
                replay.forEach(rows, feature -> sent(feature, producer, stop));
                producer.flush();
                // A switch that is thrown already would end the source before its first record.
                String sourceToken = stop.isThrown() ? stopToken + " of the sent" : stopToken;
                return FeatureSource.bounded(pipeline, offsets.sinceBegin(), sourceToken);
            }
        };
    }

    private static boolean sent(FeatureRecord feature, FeatureProducer producer, StopSwitch stop)
            throws IOException {
        boolean wanted = !stop.isThrown();
        if (wanted) {
            producer.send(feature);
        }
        return wanted;
    }
}
