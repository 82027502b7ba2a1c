package dev.gradstream.job;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.record.RawRecord;
import dev.gradstream.operator.kafka.source.FeatureSource;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;

/**
 * What a training job reads.
 *
 * @param features the features topic
 * @param labels the labels topic; empty where the pipeline has none
 */
public record TrainSources(
        Source<RawRecord, ?, ?> features, Optional<Source<RawRecord, ?, ?>> labels) {

    /** Features alone. */
    public static TrainSources of(Source<RawRecord, ?, ?> features) {
        return new TrainSources(features, Optional.empty());
    }

    /**
     * The pipeline's topics, without end.
     *
     * @param stopToken names the switch that ends them
     */
    public static TrainSources unbounded(Pipeline pipeline, String stopToken) {
        return new TrainSources(
                FeatureSource.unbounded(pipeline, stopToken),
                pipeline.topics()
                        .labels()
                        .map(topic -> FeatureSource.unbounded(pipeline, topic, stopToken)));
    }
}
