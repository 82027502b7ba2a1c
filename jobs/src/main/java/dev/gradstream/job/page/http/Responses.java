package dev.gradstream.job.page.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers that are there as a whole. */
final class Responses {
    private Responses() {}

    /** A sentence. */
    static void text(HttpExchange exchange, int status, String sentence) throws IOException {
        Asset text =
                new Asset(
                        "text/plain; charset=utf-8",
                        (sentence + "\n").getBytes(StandardCharsets.UTF_8));
        send(exchange, status, text);
    }

    /** A file; of HEAD just what is said of it. */
    static void send(HttpExchange exchange, int status, Asset asset) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", asset.type());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders()
                    .set("Content-Length", Integer.toString(asset.bytes().length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, asset.bytes().length);
            exchange.getResponseBody().write(asset.bytes());
        }
        exchange.close();
    }
}
