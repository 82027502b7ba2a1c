package dev.gradstream.benchmark.ingest;

import dev.gradstream.benchmark.Numbers;
import dev.gradstream.job.PipelineText;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.ClientProperties;
import dev.gradstream.operator.kafka.Topics;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of one partition, full of records.
 *
 * @param pipeline that reads it
 */
record FeatureTopic(RecordKind kind, PipelineText pipeline) {
    private static final int BATCH_SIZE = 256;

    /** How many rows differ; then they begin again. */
    private static final int DISTINCT = 4096;

    /** Makes and fills the topic. */
    static FeatureTopic fill(RecordKind kind, String bootstrapServers)
            throws InvalidPipelineException, InterruptedException, ExecutionException {
        FeatureTopic topic = new FeatureTopic(kind, pipeline(kind, bootstrapServers));
        topic.send();
        return topic;
    }

    private static PipelineText pipeline(RecordKind kind, String bootstrapServers)
            throws InvalidPipelineException {
        String columns =
                IntStream.range(0, RecordKind.COLUMNS)
                        .mapToObj(RecordKind::column)
                        .collect(Collectors.joining(", "));
        return PipelineText.of(
                """
                name: ingest-%s
                kafka: {bootstrap.servers: "%s"}
                features:
                  format: %s
                  columns: [%s]
                target: {column: y}
                model: [Linear: {out_features: 1}]
                loss: MSELoss
                optimizer: {SGD: {lr: 0.01}}
                training: {batch_size: %d, batch_timeout: 0s}
                """
                        .formatted(
                                kind.name().toLowerCase(Locale.ROOT),
                                bootstrapServers,
                                kind.format(),
                                columns,
                                BATCH_SIZE),
                "ingest.yaml",
                Map.of());
    }

    private void send() throws InterruptedException, ExecutionException {
        Pipeline read = pipeline.get();
        try (Topics topics = new Topics(read)) {
            topics.ensureFeatures(1);
        }
        byte[][] values = new byte[DISTINCT][];
        for (int i = 0; i < DISTINCT; i++) {
            values[i] = kind.write(row(i));
        }
        Properties properties = ClientProperties.producer(read);
        properties.put("batch.size", "1000000");
        properties.put("linger.ms", "50");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<RecordMetadata> last = null;
            for (int i = 0; i < kind.records(); i++) {
                last =
                        producer.send(
                                new ProducerRecord<>(
                                        read.topics().features(), values[i % DISTINCT]));
            }
            producer.flush();
            last.get();
        }
    }

    static float[] row(int number) {
        float[] row = new float[RecordKind.COLUMNS + 1];
        for (int i = 0; i < RecordKind.COLUMNS; i++) {
            row[i] = Numbers.value(number, i) * 100;
        }
        row[RecordKind.COLUMNS] = number % 2;
        return row;
    }
}
