package dev.gradstream.job.replay;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.ClientProperties;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to the features topic, or another one, in order. Closing waits until the broker has
 * them all.
 */
public final class FeatureProducer implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long sent;

    /** Connects with the pipeline's Kafka properties. */
    public FeatureProducer(Pipeline pipeline) {
        this(pipeline, pipeline.topics().features());
    }

    /** As {@link #FeatureProducer(Pipeline)} to another topic. */
    public FeatureProducer(Pipeline pipeline, String topic) {
        Properties properties = ClientProperties.producer(pipeline);
        properties.putIfAbsent("linger.ms", "10");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
    }

    /**
     * Sends one record; waits while the broker is behind.
     *
     * @throws IOException if an earlier record was not taken
     */
    // The callback takes what the future would: a failed record is reported by the next call.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void send(FeatureRecord feature) throws IOException {
        producer.send(
                new ProducerRecord<>(topic, feature.key().orElse(null), feature.value()),
                this::sent);
        sent++;
        requireNoFailure();
    }

    private void sent(RecordMetadata record, Exception problem) {
        if (problem != null) {
            failure.compareAndSet(null, problem);
        }
    }

    /**
     * Waits until the broker has everything that was sent.
     *
     * @throws IOException if a record was not taken
     */
    public void flush() throws IOException {
        producer.flush();
        requireNoFailure();
    }

    /** How many records were sent. */
    public long sent() {
        return sent;
    }

    private void requireNoFailure() throws IOException {
        Exception problem = failure.get();
        if (problem != null) {
            throw new IOException(
                    "the broker did not take a record for topic "
                            + topic
                            + ": "
                            + problem.getMessage(),
                    problem);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
