package dev.gradstream.job.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/**
 * One KRaft node, broker and controller in one, put together from Kafka's own parts.
 *
 * <p>It is what {@link KafkaRaftServer} does for a process of its own, with two differences that a
 * guest in somebody's process needs: sockets are opened beforehand, and a fatal fault is logged and
 * stops the node rather than halting the whole process.
 */
final class KafkaNode implements AutoCloseable {
    static final String CONTROLLER = "CONTROLLER";

    private final Metrics metrics;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(Metrics metrics, ControllerServer controller, BrokerServer broker) {
        this.metrics = metrics;
        this.controller = controller;
        this.broker = broker;
    }

    /**
     * Formats the folder, then starts broker and controller in it. If that fails, at whatever
     * point, nothing is left running. Kafka throws errors and undeclared exceptions, too.
     */
    static KafkaNode start(Map<String, String> properties, Path folder, ServerSocketFactory sockets)
            throws IOException {
        KafkaConfig config = new KafkaConfig(properties, false);
        BootstrapMetadata bootstrap = format(config.nodeId(), folder);
        MetaPropertiesEnsemble meta =
                new MetaPropertiesEnsemble.Loader().addMetadataLogDir(folder.toString()).load();
        Metrics metrics =
                Server.initializeMetrics(config, Time.SYSTEM, meta.clusterId().orElseThrow());
        try {
            KafkaNode node = assemble(config, bootstrap, meta, metrics, sockets);
            node.startup();
            return node;
        } catch (Throwable e) {
            metrics.close();
            throw e;
        }
    }

    private static KafkaNode assemble(
            KafkaConfig config,
            BootstrapMetadata bootstrap,
            MetaPropertiesEnsemble meta,
            Metrics metrics,
            ServerSocketFactory sockets) {
        SharedServer shared =
                new SharedServer(
                        config,
                        meta,
                        Time.SYSTEM,
                        metrics,
                        CompletableFuture.completedFuture(
                                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                        List.of(),
                        (name, fatal, action) -> new LoggingFaultHandler(name, action),
                        sockets);
        BrokerServer broker = new BrokerServer(shared);
        ControllerServer controller =
                new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap);
        return new KafkaNode(metrics, controller, broker);
    }

    private void startup() {
        try {
            controller.startup();
            broker.startup();
        } catch (Throwable e) {
            shutdown();
            throw e;
        }
    }

    /** Stops what runs of the two; one that was never started does not. */
    private void shutdown() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private static BootstrapMetadata format(int nodeId, Path folder) throws IOException {
        // The formatter reports to a person; here nobody reads it.
        PrintStream unread =
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Formatter formatter =
                new Formatter()
                        .setPrintStream(unread)
                        .setNodeId(nodeId)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setDirectories(List.of(folder.toString()))
                        .setMetadataLogDirectory(folder.toString())
                        .setControllerListenerName(CONTROLLER)
                        .setSupportedFeatures(Feature.PRODUCTION_FEATURES);
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException("cannot format " + folder + ": " + e.getMessage(), e);
        }
        return formatter.bootstrapMetadata();
    }

    @Override
    public void close() {
        try {
            shutdown();
        } finally {
            metrics.close();
        }
    }
}
