package dev.gradstream.job.page;

import dev.gradstream.job.page.history.History;
import dev.gradstream.model.pipeline.Pipeline;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which topics a page goes by, and what their records are to it. */
final class PageTopics {
    private static final Logger LOG = LoggerFactory.getLogger(PageTopics.class);

    private final Pipeline.Topics topics;
    private final History history;

    PageTopics(Pipeline pipeline, History history) {
        this.topics = pipeline.topics();
        this.history = history;
    }

    static List<String> names(Pipeline pipeline) {
        Pipeline.Topics topics = pipeline.topics();
        return List.of(topics.metrics(), topics.signals(), topics.deadLetters());
    }

    /** Takes in records that came together. */
    void take(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> lastReport = null;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            lastReport = record.topic().equals(topics.metrics()) ? record : lastReport;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            take(record, record == lastReport);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, boolean last) {
        try {
            if (record.topic().equals(topics.metrics())) {
                history.report(record.timestamp(), record.value(), last);
            } else if (record.topic().equals(topics.signals())) {
                history.signal(record.timestamp(), record.value());
            } else {
                history.refusal(record.headers());
            }
        } catch (IOException | RuntimeException e) {
            // Somebody else wrote to the topic: nothing that a job reported.
            LOG.warn("cannot read offset {} of topic {}", record.offset(), record.topic(), e);
        }
    }
}
