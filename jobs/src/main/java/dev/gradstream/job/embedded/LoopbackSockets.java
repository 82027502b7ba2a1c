package dev.gradstream.job.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Listening sockets on free loopback ports, opened before the broker that will use them.
 *
 * <p>A broker must know its ports before it starts. A port that was free a moment ago may be taken
 * by the time the broker binds it; a socket that is held already cannot be.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {
    private final Map<Integer, ServerSocketChannel> held = new HashMap<>();

    /** Opens one more socket and returns its port. */
    int open() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            held.put(port, channel);
            return port;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Hands the held socket of that port over; from then on the broker closes it. */
    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer)
            throws IOException {
        ServerSocketChannel channel = held.remove(address.getPort());
        if (channel == null) {
            throw new IOException("no socket is held for listener " + listener + " at " + address);
        }
        channel.configureBlocking(false);
        if (receiveBuffer > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        return channel;
    }

    /** Closes what no broker took. */
    @Override
    public void close() throws IOException {
        for (ServerSocketChannel channel : held.values()) {
            channel.close();
        }
        held.clear();
    }
}
