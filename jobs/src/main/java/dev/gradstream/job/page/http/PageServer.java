package dev.gradstream.job.page.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves files and a stream of events, on the JDK's own web server, in threads of its own. Who does
 * not read what it asked for is sent away.
 */
public final class PageServer implements AutoCloseable {
    /** Listeners at a time; each has a thread. */
    static final int MOST_LISTENERS = 16;

    private static final int MOST_THREADS = MOST_LISTENERS + 8;
    private static final int MOST_WAITING = 64;
    private static final int BACKLOG = 16;
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final AtomicInteger THREADS = new AtomicInteger();

    static {
        // Seconds that a request may take to arrive; and no waiting for more to send with it.
        setIfAbsent("sun.net.httpserver.maxReqTime", "10");
        setIfAbsent("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Broadcast broadcast;
    private final URI address;

    private PageServer(
            HttpServer server, ThreadPoolExecutor threads, Broadcast broadcast, String host) {
        this.server = server;
        this.threads = threads;
        this.broadcast = broadcast;
        String name = host.contains(":") ? "[" + host + "]" : host;
        this.address = URI.create("http://" + name + ":" + server.getAddress().getPort() + "/");
    }

    /**
     * Starts to listen.
     *
     * @param assets by path, as {@code /page.css}
     * @param events path of the stream
     * @throws IOException if it cannot listen there, in one sentence
     */
    public static PageServer start(
            PageAddress address, Map<String, Asset> assets, String events, Broadcast broadcast)
            throws IOException {
        HttpServer server = address.listen(PageServer::listen);
        ThreadPoolExecutor threads = threads();
        server.setExecutor(threads);
        HttpHandler stream = new EventStream(broadcast, MOST_LISTENERS);
        server.createContext("/", exchange -> answer(exchange, assets, events, stream))
                .getFilters()
                .add(new RequestGuard(address.host()));
        server.start();
        return new PageServer(server, threads, broadcast, address.host());
    }

    private static HttpServer listen(InetSocketAddress at) throws IOException {
        return HttpServer.create(at, BACKLOG);
    }

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        MOST_THREADS,
                        MOST_THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        work -> {
                            Thread thread =
                                    new Thread(
                                            work, "gradstream-page-" + THREADS.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void answer(
            HttpExchange exchange, Map<String, Asset> assets, String events, HttpHandler stream)
            throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Asset asset = assets.get(path);
            if (asset != null) {
                Responses.send(exchange, 200, asset);
            } else if (events.equals(path) && exchange.getRequestMethod().equals("GET")) {
                stream.handle(exchange);
            } else {
                Responses.text(exchange, 404, "there is no such page here");
            }
        }
    }

    /** What a browser on this machine opens. */
    public URI address() {
        return address;
    }

    /** Waits a moment until everyone has been sent what there is, then ends. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + FAREWELL_NANOS;
        while (!broadcast.isDelivered() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        broadcast.dropAll();
        server.stop(0);
        threads.shutdownNow();
    }
}
