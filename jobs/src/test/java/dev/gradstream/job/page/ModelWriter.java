package dev.gradstream.job.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradstream.model.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to a model's topics as its job would, and as a job would not. */
final class ModelWriter implements AutoCloseable {
    private final Pipeline pipeline;
    private final KafkaProducer<byte[], byte[]> producer;

    ModelWriter(Pipeline pipeline) {
        this.pipeline = pipeline;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", pipeline.kafka().get("bootstrap.servers")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** A report of training and validation. */
    void report(long step, double loss) throws Exception {
        metrics(text(step, loss));
    }

    /** Reports of ten steps each, with ever smaller losses. */
    void reports(int from, int to) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = from; i < to; i++) {
            sent.add(send(pipeline.topics().metrics(), text(10L * (i + 1), 1.0 / (i + 1))));
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    /** Anything on the metrics topic. */
    void metrics(String value) throws Exception {
        send(pipeline.topics().metrics(), value).get();
    }

    /** Anything on the signals topic. */
    void signal(String value) throws Exception {
        send(pipeline.topics().signals(), value).get();
    }

    private Future<RecordMetadata> send(String topic, String value) {
        byte[] key = pipeline.name().getBytes(UTF_8);
        return producer.send(new ProducerRecord<>(topic, key, value.getBytes(UTF_8)));
    }

    private String text(long step, double loss) {
        return String.format(
                Locale.ROOT,
                "{\"model\":\"%s\",\"step\":%d,\"examples\":%d,\"version\":0,"
                        + "\"learning_rate\":0.01,"
                        + "\"training\":{\"loss\":%s,\"accuracy\":0.5,\"f1_macro\":0.4},"
                        + "\"validation\":{\"loss\":%s,\"accuracy\":0.6,\"f1_macro\":0.5}}",
                pipeline.name(),
                step,
                32 * step,
                loss,
                loss / 2);
    }

    @Override
    public void close() {
        producer.close();
    }
}
