package dev.gradstream.job.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A real Kafka broker (KRaft) in this process, on free loopback ports, with its data in a temporary
 * folder. Closing it stops the broker and removes the folder; so does the end of the JVM.
 *
 * <p>Topics are not created by use. Replication factors are 1, transactions may last an hour.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaNode node;
    private final TemporaryFolder folder;
    private final String bootstrapServers;
    private final AtExit atExit;
    private boolean stopped;

    private EmbeddedKafka(KafkaNode node, TemporaryFolder folder, String bootstrapServers) {
        this.node = node;
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        this.atExit = AtExit.run("stopping the embedded broker", this::stop);
    }

    /** A broker with the properties above. */
    public static EmbeddedKafka start() throws IOException {
        return start(Map.of());
    }

    /**
     * A broker with properties of its own.
     *
     * @param brokerProperties win over the ones above; ports and folders cannot be chosen
     * @throws IOException if the broker does not start; nothing is left behind
     */
    public static EmbeddedKafka start(Map<String, String> brokerProperties) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("gradstream-kafka");
        boolean started = false;
        try (LoopbackSockets sockets = new LoopbackSockets()) {
            String broker = "127.0.0.1:" + sockets.open();
            String controller = "127.0.0.1:" + sockets.open();
            Map<String, String> properties = new HashMap<>(defaults());
            properties.putAll(brokerProperties);
            properties.putAll(places(folder.path(), broker, controller));
            KafkaNode node = KafkaNode.start(properties, folder.path(), sockets);
            EmbeddedKafka kafka = new EmbeddedKafka(node, folder, broker);
            started = true;
            return kafka;
        } catch (Exception e) {
            throw new IOException("the embedded broker did not start: " + e.getMessage(), e);
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    private static Map<String, String> places(Path folder, String broker, String controller) {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@" + controller,
                "listeners",
                "PLAINTEXT://" + broker + ",CONTROLLER://" + controller,
                "advertised.listeners",
                "PLAINTEXT://" + broker,
                "controller.listener.names",
                KafkaNode.CONTROLLER,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "log.dirs",
                folder.toString());
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("auto.create.topics.enable", "false");
        defaults.put("offsets.topic.replication.factor", "1");
        defaults.put("offsets.topic.num.partitions", "1");
        defaults.put("transaction.state.log.replication.factor", "1");
        defaults.put("transaction.state.log.min.isr", "1");
        defaults.put("transaction.state.log.num.partitions", "1");
        defaults.put("transaction.max.timeout.ms", "3600000");
        defaults.put("share.coordinator.state.topic.replication.factor", "1");
        defaults.put("share.coordinator.state.topic.min.isr", "1");
        defaults.put("group.initial.rebalance.delay.ms", "0");
        // One user on one machine: a server's buffers and thread pools would only cost memory.
        defaults.put("log.cleaner.dedupe.buffer.size", "4194304");
        defaults.put("num.network.threads", "1");
        defaults.put("num.io.threads", "2");
        defaults.put("background.threads", "2");
        return defaults;
    }

    /** What clients connect to: {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Where the broker keeps its data while it runs. */
    public Path folder() {
        return folder.path();
    }

    /** Stops the broker and removes its folder. A second call waits for the first. */
    @Override
    public void close() {
        stop();
        atExit.close();
    }

    private synchronized void stop() {
        if (!stopped) {
            stopped = true;
            try {
                node.close();
            } finally {
                folder.close();
            }
        }
    }
}
