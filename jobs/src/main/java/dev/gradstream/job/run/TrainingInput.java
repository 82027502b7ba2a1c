package dev.gradstream.job.run;

import dev.gradstream.job.TrainSources;
import dev.gradstream.job.replay.FeatureProducer;
import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.job.replay.Replay;
import dev.gradstream.job.topic.FeatureOffsets;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.source.FeatureSource;
import dev.gradstream.operator.kafka.source.PartitionRange;
import dev.gradstream.operator.kafka.source.StopSwitch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a training job reads. */
public interface TrainingInput {

    /**
     * Opens the sources. The topics exist by now.
     *
     * @param stopToken names the switch that ends them
     */
    TrainSources open(Pipeline pipeline, String stopToken) throws IOException;

    /** Whatever comes to the features topic, without end. */
    static TrainingInput stream() {
        return TrainSources::unbounded;
    }

    /**
     * Records that are sent to the features topic first; the job ends when they are learnt. If the
     * switch is thrown while they are sent, those that are sent by then are learnt.
     */
    static TrainingInput replay(Replay replay, Replay.Rows rows) {
        return (pipeline, stopToken) -> {
            try (StopSwitch stop = StopSwitch.hold(stopToken)) {
                List<PartitionRange> sent =
                        send(pipeline, pipeline.topics().features(), replay, rows, stop);
                return TrainSources.of(
                        FeatureSource.bounded(pipeline, sent, sourceToken(stop, stopToken)));
            }
        };
    }

    /**
     * As {@link #replay(Replay, Replay.Rows)} where labels have a topic of their own: they are sent
     * too, once, before any features are read.
     */
    static TrainingInput replay(Replay.Rows features, Replay.Rows labels) {
        Replay once = new Replay(1, OptionalLong.empty());
        return (pipeline, stopToken) -> {
            String labelTopic = pipeline.topics().labels().orElseThrow();
            try (StopSwitch stop = StopSwitch.hold(stopToken)) {
                List<PartitionRange> sentFeatures =
                        send(pipeline, pipeline.topics().features(), once, features, stop);
                List<PartitionRange> sentLabels = send(pipeline, labelTopic, once, labels, stop);
                String token = sourceToken(stop, stopToken);
                return new TrainSources(
                        FeatureSource.bounded(pipeline, sentFeatures, token),
                        Optional.of(
                                FeatureSource.bounded(pipeline, labelTopic, sentLabels, token)));
            }
        };
    }

    private static List<PartitionRange> send(
            Pipeline pipeline, String topic, Replay replay, Replay.Rows rows, StopSwitch stop)
            throws IOException {
        try (FeatureOffsets offsets = new FeatureOffsets(pipeline, topic);
                FeatureProducer producer = new FeatureProducer(pipeline, topic)) {
            offsets.begin();
            replay.forEach(rows, record -> sent(record, producer, stop));
            producer.flush();
            return offsets.sinceBegin();
        }
    }

    /** A switch that is thrown already would end the source before its first record. */
    private static String sourceToken(StopSwitch stop, String stopToken) {
        return stop.isThrown() ? stopToken + " of the sent" : stopToken;
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
