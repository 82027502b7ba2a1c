package dev.gradstream.job.exporter;

import dev.gradstream.job.exporter.ModelExport.Age;
import dev.gradstream.job.topic.TopicFollower;
import dev.gradstream.job.topic.TopicWatch;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.operator.kafka.Topics;
import dev.gradstream.operator.metric.MetricName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows one model's metrics and signals topics for as long as the process lives. It begins with
 * what was written last, so that there are numbers at once.
 */
final class TopicExport implements TopicWatch.Watcher, AutoCloseable {
    private static final long LATEST_RECORDS = 1000;

    private final Pipeline pipeline;
    private final Families families;
    private final Consumer<String> tell;
    private final ModelExport export;

    /** Of each partition the next offset when the exporter began, until it has come to it. */
    private final Map<TopicPartition, Long> begins = new HashMap<>();

    /** Of each partition the last offset. */
    private final Map<TopicPartition, Long> taken = new HashMap<>();

    private final TopicWatch watch;

    private TopicExport(Pipeline pipeline, Families families, Consumer<String> tell) {
        this.pipeline = pipeline;
        this.families = families;
        this.tell = tell;
        export = new ModelExport(families, pipeline.name(), pipeline.topics().metrics());
        setConnected(false);
        watch = TopicWatch.start(pipeline.name(), this::open, this);
    }

    /** Follows a model's topics from now on. */
    static TopicExport start(Pipeline pipeline, Families families, Consumer<String> tell) {
        return new TopicExport(pipeline, families, tell);
    }

    private TopicFollower open() {
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureOutputs();
        }
        TopicFollower follower =
                TopicFollower.fromLatest(
                        pipeline,
                        List.of(pipeline.topics().metrics(), pipeline.topics().signals()),
                        LATEST_RECORDS);
        try {
            begins.putAll(follower.ends());
            return follower;
        } catch (RuntimeException e) {
            follower.close();
            throw e;
        }
    }

    @Override
    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(record -> export.take(record, age(record)));
    }

    private Age age(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Long before = taken.put(partition, record.offset());
        boolean isAnotherTopic = before != null && record.offset() <= before;
        if (isAnotherTopic || record.offset() >= begins.getOrDefault(partition, 0L)) {
            begins.remove(partition);
        }
        return begins.containsKey(partition) ? Age.OLD : Age.NEW;
    }

    @Override
    public void connected(boolean is) {
        setConnected(is);
        String topics = "the topics of " + pipeline.name();
        String broker = pipeline.kafka().get("bootstrap.servers");
        tell.accept(
                is
                        ? "reading " + topics + " from " + broker
                        : "cannot read "
                                + topics
                                + " from "
                                + broker
                                + "; trying again until it can");
    }

    private void setConnected(boolean is) {
        families.set(MetricName.EXPORTER_CONNECTED, is ? 1 : 0, pipeline.name());
    }

    @Override
    public void close() {
        watch.close();
    }
}
