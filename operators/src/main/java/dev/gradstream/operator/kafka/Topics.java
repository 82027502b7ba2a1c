package dev.gradstream.operator.kafka;

import dev.gradstream.model.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a pipeline's topics exist. Topics that are there already stay as they are.
 *
 * <p>Every method throws {@link BrokerUnavailableException} when no broker answers within 10
 * seconds.
 */
public final class Topics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final long PATIENCE_SECONDS = 10;

    private static final Map<String, String> DELETED_BY_AGE = Map.of();

    /**
     * Small segments, because the broker never compacts the newest one: so long do removed versions
     * take room, and so much more does a reader read.
     */
    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "segment.bytes", Integer.toString(64 << 20));

    private final Pipeline pipeline;
    private final String bootstrapServers;
    private final Admin admin;

    public Topics(Pipeline pipeline) {
        Properties properties = ClientProperties.reader(pipeline);
        this.pipeline = pipeline;
        this.bootstrapServers = properties.getProperty("bootstrap.servers", "nowhere");
        this.admin = open(properties);
    }

    private Admin open(Properties properties) {
        try {
            return Admin.create(properties);
        } catch (KafkaException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new BrokerUnavailableException(
                    "kafka.bootstrap.servers is "
                            + bootstrapServers
                            + ", which cannot be used: "
                            + why.getMessage()
                            + "; a list of HOST:PORT is right",
                    e);
        }
    }

    /**
     * Creates the features topic where it is missing, and those of held-out examples.
     *
     * @param partitions of a new topic; with more than one a replay is not bit-identical
     */
    public void ensureFeatures(int partitions) {
        create(
                Stream.concat(
                                Stream.of(pipeline.topics().features()),
                                pipeline.heldOutTopics().values().stream())
                        .map(name -> topic(name, partitions, DELETED_BY_AGE))
                        .toList());
    }

    /**
     * Creates the labels topic where the pipeline has one and it is missing.
     *
     * @param partitions of a new topic
     */
    public void ensureLabels(int partitions) {
        create(
                pipeline.topics().labels().stream()
                        .map(labels -> topic(labels, partitions, DELETED_BY_AGE))
                        .toList());
    }

    /** Creates what is missing of the topics that a training job writes, each of one partition. */
    public void ensureOutputs() {
        Pipeline.Topics topics = pipeline.topics();
        create(
                List.of(
                        topic(topics.snapshots(), 1, COMPACTED),
                        topic(topics.metrics(), 1, DELETED_BY_AGE),
                        topic(topics.signals(), 1, DELETED_BY_AGE),
                        topic(topics.deadLetters(), 1, DELETED_BY_AGE)));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> config) {
        // The replication factor is the broker's default.
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
    }

    private void create(List<NewTopic> topics) {
        // Asked first, so that topics made by an administrator need no permission to create any.
        Set<String> existing = existing();
        List<NewTopic> missing =
                topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
        admin.createTopics(missing).values().values().forEach(this::awaitCreation);
    }

    private void awaitCreation(KafkaFuture<Void> created) {
        try {
            await(created);
        } catch (TopicExistsException e) {
            LOG.debug("somebody else was faster, so that what was wanted is there", e);
        }
    }

    private Set<String> existing() {
        return await(admin.listTopics().names());
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException timeout) {
                throw unavailable(timeout);
            }
            if (e.getCause() instanceof KafkaException refused) {
                throw refused;
            }
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private BrokerUnavailableException unavailable(KafkaException cause) {
        return BrokerUnavailableException.at(bootstrapServers, PATIENCE_SECONDS, cause);
    }

    @Override
    public void close() {
        admin.close();
    }
}
