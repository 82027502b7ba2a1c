package dev.gradstream.job.embedded;

import java.io.IOException;
import java.util.Map;

/**
 * A real broker that can be reached in two ways: directly, and through a {@link Proxy} that can be
 * cut, as if the broker had gone, and mended, as if it had come back with all its data.
 */
public final class KafkaBehindProxy implements AutoCloseable {
    private final TemporaryFolder folder;
    private final KafkaNode node;
    private final String direct;
    private final Proxy proxy;

    private KafkaBehindProxy(TemporaryFolder folder, KafkaNode node, String direct, Proxy proxy) {
        this.folder = folder;
        this.node = node;
        this.direct = direct;
        this.proxy = proxy;
    }

    public static KafkaBehindProxy start() throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("gradstream-kafka");
        try (LoopbackSockets sockets = new LoopbackSockets()) {
            String direct = "127.0.0.1:" + sockets.open();
            int behind = sockets.open();
            String controller = "127.0.0.1:" + sockets.open();
            Proxy proxy = Proxy.to(behind);
            Map<String, String> properties =
                    Map.ofEntries(
                            Map.entry("process.roles", "broker,controller"),
                            Map.entry("node.id", "1"),
                            Map.entry("controller.quorum.voters", "1@" + controller),
                            Map.entry(
                                    "listeners",
                                    "DIRECT://%s,BEHIND://127.0.0.1:%d,CONTROLLER://%s"
                                            .formatted(direct, behind, controller)),
                            Map.entry(
                                    "advertised.listeners",
                                    "DIRECT://%s,BEHIND://%s".formatted(direct, proxy.address())),
                            Map.entry("controller.listener.names", KafkaNode.CONTROLLER),
                            Map.entry(
                                    "listener.security.protocol.map",
                                    "DIRECT:PLAINTEXT,BEHIND:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                            Map.entry("inter.broker.listener.name", "DIRECT"),
                            Map.entry("auto.create.topics.enable", "false"),
                            Map.entry("log.dirs", folder.path().toString()));
            KafkaNode node = KafkaNode.start(properties, folder.path(), sockets);
            return new KafkaBehindProxy(folder, node, direct, proxy);
        }
    }

    /** Where it is always reached. */
    public String directServers() {
        return direct;
    }

    /** Where it is reached while the proxy is whole. */
    public String proxiedServers() {
        return proxy.address();
    }

    /** What can be cut and mended. */
    public Proxy proxy() {
        return proxy;
    }

    @Override
    public void close() throws IOException {
        try (folder;
                node) {
            proxy.close();
        }
    }
}
