package dev.gradstream.job.page.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server as clients of every kind meet it, on real sockets. */
final class PageServerTest {
    private static final Asset DOCUMENT =
            new Asset("text/html; charset=utf-8", "<p>here".getBytes(UTF_8));
    private static final PageAddress ANY = new PageAddress("localhost", OptionalInt.of(0));

    private final StringBuilder told = new StringBuilder("0");
    private final Broadcast broadcast = new Broadcast(told::toString);
    private final List<Socket> sockets = new ArrayList<>();
    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        server = PageServer.start(ANY, Map.of("/", DOCUMENT), "/events", broadcast);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    @Test
    void theDocumentSaysWhatMayBeDoneWithIt() throws IOException {
        String answer = answer("GET / HTTP/1.1", "Host: localhost:" + port());

        assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("<p>here");
        assertThat(answer)
                .contains(
                        "Content-security-policy: default-src 'none'; script-src 'self'",
                        "frame-ancestors 'none'",
                        "X-content-type-options: nosniff",
                        "Cross-origin-resource-policy: same-origin",
                        "Referrer-policy: no-referrer",
                        "Content-type: text/html; charset=utf-8")
                .doesNotContain("unsafe", "Access-control");
    }

    @ParameterizedTest
    @CsvSource({
        "Host: evil.example, a name that was rebound to this machine",
        "Host: evil.example:8090, the same with a port",
        "Host: localhost.evil.example, a name that begins well",
        "Host: 127.0.0.1.evil.example, a name that begins as an address",
        "Host: a b, no name at all",
    })
    void aForeignHostIsRefused(String host, String why) throws IOException {
        assertThat(answer("GET / HTTP/1.1", host)).as(why).startsWith("HTTP/1.1 4");
        assertThat(answer("GET /events HTTP/1.1", host)).as(why).startsWith("HTTP/1.1 4");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: https://localhost",
        "Origin: http://localhost:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    })
    void aForeignPageIsRefused(String header) throws IOException {
        String host = "Host: localhost:" + port();

        assertThat(answer("GET /events HTTP/1.1", host, header)).startsWith("HTTP/1.1 403");
        assertThat(answer("GET / HTTP/1.1", host, header)).startsWith("HTTP/1.1 403");
    }

    @Test
    void aRequestWithoutHostOrWithTwoIsRefused() throws IOException {
        assertThat(answer("GET / HTTP/1.0", "Accept: */*")).startsWith("HTTP/1.1 403");
        assertThat(answer("GET / HTTP/1.1", "Host: localhost", "Host: evil.example"))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1", "[::1]", "LOCALHOST"})
    void itAnswersToItsOwnNames(String name) throws IOException {
        assertThat(answer("GET / HTTP/1.1", "Host: " + name + ":" + port()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aLinkToThePageMayBeFollowedAndItsOwnScriptMayAsk() throws IOException {
        String host = "Host: localhost:" + port();

        assertThat(
                        answer(
                                "GET / HTTP/1.1",
                                host,
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Dest: document"))
                .startsWith("HTTP/1.1 200");
        assertThat(answer("GET / HTTP/1.1", host, "Origin: http://localhost:" + port()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void nothingCanBeWritten() throws IOException {
        String host = "Host: localhost:" + port();

        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
            assertThat(answer(method + " / HTTP/1.1", host, "Content-Length: 0"))
                    .startsWith("HTTP/1.1 405")
                    .contains("Allow: GET, HEAD");
        }
        assertThat(answer("GET /../../etc/passwd HTTP/1.1", host)).startsWith("HTTP/1.1 404");
    }

    @Test
    void whoBeginsToListenIsToldEverythingThenEachChange() throws IOException {
        BufferedReader events = listen();

        assertThat(next(events)).containsExactly("retry: 1000");
        List<String> everything = next(events);
        assertThat(everything).contains("event: everything", "data: 0");

        change("1");
        List<String> change = next(events);
        assertThat(change).contains("event: change", "data: 1");
        assertThat(change.get(0)).startsWith("id: ").isNotEqualTo(everything.get(0));
    }

    @Test
    void whoComesBackHavingMissedNothingIsToldWhatComesNext() throws IOException {
        BufferedReader events = listen();
        next(events);
        String seen = next(events).get(0).substring("id: ".length());

        BufferedReader again = listen("Last-Event-ID: " + seen);
        change("1");

        next(again);
        assertThat(next(again)).contains("event: change", "data: 1");
    }

    @Test
    void whoComesBackHavingMissedSomethingIsToldEverything() throws IOException {
        BufferedReader events = listen();
        next(events);
        String seen = next(events).get(0).substring("id: ".length());
        change("1");

        BufferedReader again = listen("Last-Event-ID: " + seen);

        next(again);
        assertThat(next(again)).contains("event: everything", "data: 01");
    }

    @Test
    void oneTooManyIsSentAwayAndComesInWhenAnotherHasLeft() throws IOException {
        for (int i = 0; i < PageServer.MOST_LISTENERS; i++) {
            listen();
        }
        String host = "Host: localhost:" + port();

        assertThat(answer("GET /events HTTP/1.1", host))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-after: 10");
        assertThat(answer("GET / HTTP/1.1", host)).startsWith("HTTP/1.1 200");

        sockets.get(0).close();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            // A listener that has gone is found out when it is written to.
                            change("x");
                            return broadcast.listeners() < PageServer.MOST_LISTENERS;
                        });
        BufferedReader events = listen();
        next(events);
        assertThat(next(events)).contains("event: everything");
    }

    @Test
    void whoDoesNotReadIsSentAwayAndHoldsNobodyUp() throws IOException {
        BufferedReader reader = listen();
        listen();
        next(reader);
        next(reader);
        String large = "x".repeat(1 << 20);
        long start = System.nanoTime();

        int changes = 0;
        while (broadcast.listeners() == 2 && changes < 1000) {
            change(large);
            changes++;
            assertThat(next(reader)).contains("data: " + large);
        }

        assertThat(changes).isLessThan(1000);
        assertThat(broadcast.listeners()).isEqualTo(1);
        change("last");
        assertThat(next(reader)).contains("data: last");
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(60));
    }

    @Test
    void aTakenPortIsOneSentenceUnlessNobodyAskedForIt() throws IOException {
        PageAddress taken = new PageAddress("localhost", OptionalInt.of(port()));

        assertThatThrownBy(() -> PageServer.start(taken, Map.of(), "/events", broadcast))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the page cannot be served at localhost port " + port())
                .hasMessageContaining("another --port, or 0 for any that is free, would do");
        try (PageServer first =
                        PageServer.start(PageAddress.loopback(), Map.of(), "/e", broadcast);
                PageServer second =
                        PageServer.start(PageAddress.loopback(), Map.of(), "/e", broadcast)) {
            assertThat(second.address()).isNotEqualTo(first.address());
        }
    }

    @Test
    void whatIsNoPortOrNoHostIsSaid() {
        assertThatThrownBy(() -> new PageAddress("localhost", OptionalInt.of(65_536)))
                .hasMessage("a port is a number from 0 to 65535, got 65536");
        PageAddress nowhere = new PageAddress("no.such.host.invalid", OptionalInt.of(0));
        assertThatThrownBy(() -> PageServer.start(nowhere, Map.of(), "/e", broadcast))
                .hasMessageContaining("no such host is known");
    }

    @Test
    void closingLetsListenersReadWhatThereIsAndLeavesNoThread() throws IOException {
        BufferedReader events = listen();
        next(events);
        change("last");
        server.close();

        next(events);
        assertThat(next(events)).contains("data: last");
        assertThat(next(events)).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .noneMatch(t -> t.getName().startsWith("gradstream-page")));
    }

    private void change(String data) {
        broadcast.change(
                () -> {
                    told.append(data);
                    return Optional.of(data);
                });
    }

    private int port() {
        return server.address().getPort();
    }

    /** All that the server says until it closes the connection, or half a second is silent. */
    private String answer(String... lines) throws IOException {
        Socket socket = connect();
        socket.setSoTimeout(2000);
        socket.getOutputStream()
                .write(
                        (String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n")
                                .getBytes(UTF_8));
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** Listens for events; the headers are read. */
    private BufferedReader listen(String... headers) throws IOException {
        Socket socket = connect();
        socket.setSoTimeout(20_000);
        URI address = server.address();
        String request = "GET /events HTTP/1.0\r\nHost: " + address.getAuthority() + "\r\n";
        for (String header : headers) {
            request += header + "\r\n";
        }
        socket.getOutputStream().write((request + "\r\n").getBytes(UTF_8));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        assertThat(reader.readLine()).startsWith("HTTP/1.1 200");
        String type = "";
        for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
            type += line.startsWith("Content-type") ? line : "";
        }
        assertThat(type).isEqualTo("Content-type: text/event-stream; charset=utf-8");
        return reader;
    }

    /** The lines up to the next empty one; none at the end of the stream. */
    private static List<String> next(BufferedReader events) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = events.readLine();
        while (line != null && !line.isEmpty()) {
            lines.add(line);
            line = events.readLine();
        }
        return lines;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        sockets.add(socket);
        return socket;
    }
}
