package dev.gradstream.operator.kafka;

import dev.gradstream.model.pipeline.Pipeline;
import java.util.Properties;

/**
 * Properties of Kafka clients: what the pipeline file says under {@code kafka}, passed through as
 * it stands, over defaults that the guarantees need.
 */
public final class ClientProperties {
    private static final String TEN_SECONDS = "10000";
    private static final String FIFTEEN_MINUTES = "900000";

    private ClientProperties() {}

    /**
     * For a consumer of features: the group is named as the pipeline, and records of transactions
     * that were aborted are not seen. Flink takes over records from another thread as many as one
     * poll returns: Kafka's 500 are half a millisecond's.
     */
    public static Properties consumer(Pipeline pipeline) {
        Properties properties = new Properties();
        properties.put("group.id", pipeline.name());
        properties.put("isolation.level", "read_committed");
        properties.put("max.poll.records", "5000");
        properties.putAll(pipeline.kafka());
        return properties;
    }

    /**
     * For a producer. A transaction lives from one checkpoint to the next, and through a restart
     * between them; 15 minutes is the most that a broker allows unless its {@code
     * transaction.max.timeout.ms} says otherwise.
     */
    public static Properties producer(Pipeline pipeline) {
        Properties properties = new Properties();
        properties.put("transaction.timeout.ms", FIFTEEN_MINUTES);
        properties.putAll(pipeline.kafka());
        return properties;
    }

    /** For a client that asks once and should say soon that nobody answers: after 10 seconds. */
    public static Properties reader(Pipeline pipeline) {
        Properties properties = new Properties();
        properties.put("default.api.timeout.ms", TEN_SECONDS);
        properties.put("request.timeout.ms", TEN_SECONDS);
        properties.put("isolation.level", "read_committed");
        properties.putAll(pipeline.kafka());
        return properties;
    }
}
