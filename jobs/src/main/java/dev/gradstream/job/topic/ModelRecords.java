package dev.gradstream.job.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Which records of a topic that several models share are one model's: dead letters, which keep the
 * key that they were refused with, name it in the header {@code model}; all others have it as key.
 */
final class ModelRecords implements Predicate<ConsumerRecord<byte[], byte[]>> {
    private static final String HEADER = "model";

    private final byte[] model;

    /**
     * @param model the pipeline's name
     */
    ModelRecords(String model) {
        this.model = model.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean test(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        return Arrays.equals(model, header == null ? record.key() : header.value());
    }
}
