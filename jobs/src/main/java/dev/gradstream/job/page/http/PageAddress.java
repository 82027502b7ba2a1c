package dev.gradstream.job.page.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;

/**
 * Where the page is served.
 *
 * @param host name or address to listen at
 * @param port 1 to 65535; 0 for any that is free; empty for {@value #USUAL_PORT}, or any that is
 *     free where that one is taken
 */
public record PageAddress(String host, OptionalInt port) {
    public static final int USUAL_PORT = 8090;
    private static final int HIGHEST_PORT = 65_535;

    /**
     * @throws IllegalArgumentException if the port is none
     */
    public PageAddress {
        if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > HIGHEST_PORT)) {
            throw new IllegalArgumentException(
                    "a port is a number from 0 to " + HIGHEST_PORT + ", got " + port.getAsInt());
        }
    }

    /** On this machine alone, at the usual port. */
    public static PageAddress loopback() {
        return new PageAddress("localhost", OptionalInt.empty());
    }

    /** Listens by {@code listen}. */
    <T> T listen(Listen<T> listen) throws IOException {
        if (port.isPresent()) {
            return listen(listen, port.getAsInt());
        }
        try {
            return listen.at(new InetSocketAddress(address(), USUAL_PORT));
        } catch (BindException taken) {
            return listen(listen, 0);
        }
    }

    private <T> T listen(Listen<T> listen, int at) throws IOException {
        try {
            return listen.at(new InetSocketAddress(address(), at));
        } catch (BindException e) {
            throw new IOException(
                    "the page cannot be served at %s port %d: %s; another --port, or 0 for any that is free, would do"
                            .formatted(host, at, e.getMessage()),
                    e);
        }
    }

    private InetAddress address() throws IOException {
        try {
            // By its number: the name may stand for ::1 here and for 127.0.0.1 in the browser.
            return host.equals("localhost")
                    ? InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1})
                    : InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException(
                    "the page cannot be served at " + host + ": no such host is known", e);
        }
    }

    /** Opens a socket. */
    @FunctionalInterface
    interface Listen<T> {
        T at(InetSocketAddress address) throws IOException;
    }
}
