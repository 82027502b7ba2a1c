package dev.gradstream.job.exporter;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Serves metrics at {@code /metrics} in Prometheus' text format, in daemon threads. */
public final class MetricsServer implements AutoCloseable {
    private final HTTPServer server;

    private MetricsServer(HTTPServer server) {
        this.server = server;
    }

    /**
     * Serves the families from now on.
     *
     * @param host to listen at; {@code 127.0.0.1} answers this machine alone
     * @param port 0 for any that is free
     * @throws AddressUnavailableException if the port is taken or none, or the host is no address
     *     of this machine
     */
    public static MetricsServer start(String host, int port, Families families)
            throws AddressUnavailableException {
        return start(host, port, families.registry());
    }

    static MetricsServer start(String host, int port, CollectorRegistry registry)
            throws AddressUnavailableException {
        if (port < 0 || port > 65535) {
            throw new AddressUnavailableException(host, port, "a port is a number from 0 to 65535");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new AddressUnavailableException(host, port, "no such host");
        }
        try {
            return new MetricsServer(
                    new HTTPServer.Builder()
                            .withInetSocketAddress(address)
                            .withRegistry(registry)
                            .withDaemonThreads(true)
                            .build());
        } catch (IOException e) {
            throw new AddressUnavailableException(host, port, e);
        }
    }

    /** The port that is listened at. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
