package dev.gradstream.job.page.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events to one listener for as long as it stays. */
final class EventStream implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final long HEARTBEAT_MILLIS = 15_000;

    /** A browser that loses the stream comes back after a second. */
    private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);

    /** A comment, by which a listener that has gone away is found out. */
    private static final byte[] HEARTBEAT = ": here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Broadcast broadcast;
    private final int most;

    /**
     * @param most listeners at a time
     */
    EventStream(Broadcast broadcast, int most) {
        this.broadcast = broadcast;
        this.most = most;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Optional<String> seen =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        Optional<Subscriber> subscriber = broadcast.subscribe(seen, most);
        if (subscriber.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", "10");
            Responses.text(exchange, 503, "too many are watching; " + most + " may at a time");
            return;
        }
        try {
            write(exchange, subscriber.get());
        } catch (IOException | InterruptedException e) {
            LOG.debug("a listener has left, or was sent away", e);
        } finally {
            broadcast.unsubscribe(subscriber.get());
            subscriber.get().leave();
        }
    }

    private static void write(HttpExchange exchange, Subscriber subscriber)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(RETRY);
        while (true) {
            out.flush();
            Optional<Event> event = subscriber.next(HEARTBEAT_MILLIS);
            out.write(event.map(Event::encode).orElse(HEARTBEAT));
        }
    }
}
