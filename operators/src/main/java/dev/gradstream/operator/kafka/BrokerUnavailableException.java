package dev.gradstream.operator.kafka;

/** No broker answers at the address, or not in time. */
public final class BrokerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message where was asked and for how long, in one sentence
     */
    public BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param bootstrapServers where was asked
     * @param seconds for how long
     */
    static BrokerUnavailableException at(String bootstrapServers, long seconds, Throwable cause) {
        return new BrokerUnavailableException(
                "no Kafka broker answered at "
                        + bootstrapServers
                        + " within "
                        + seconds
                        + " s; kafka.bootstrap.servers should name one that runs (the examples take"
                        + " it from KAFKA_BOOTSTRAP_SERVERS), or train --embedded brings one",
                cause);
    }
}
