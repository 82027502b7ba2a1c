package dev.gradstream.job.page.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets through what a browser asks for this page's own sake, and says in every answer what may be
 * done with it.
 *
 * <p>A foreign page may make a browser ask here. Its script is known by the {@code Origin} or the
 * {@code Sec-Fetch-Site} that the browser sends along. One that has its own name point to this
 * machine (DNS rebinding) is known by the {@code Host}: a name that nobody gave this server.
 */
final class RequestGuard extends Filter {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final String name;

    /**
     * @param name the host name or address that the server was told to listen at
     */
    RequestGuard(String name) {
        this.name = name;
    }

    @Override
    public String description() {
        return "refuses what a foreign page asks for";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        describe(exchange.getResponseHeaders());
        Optional<String> refusal = refusal(exchange.getRequestHeaders());
        String method = exchange.getRequestMethod();
        if (refusal.isPresent()) {
            Responses.text(exchange, 403, refusal.get());
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            Responses.text(exchange, 405, "this page can be read, not written");
        } else {
            chain.doFilter(exchange);
        }
    }

    private static void describe(Headers headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cache-Control", "no-store");
    }

    private Optional<String> refusal(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOwn(hosts.get(0))) {
            return Optional.of(
                    "the Host header names another server than this one, which answers to "
                            + name
                            + " and to addresses in numbers");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !origin.equals("http://" + hosts.get(0))) {
            return Optional.of("pages of another origin are not answered");
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        // Following a link to the page is the reader's own doing.
        if (foreign && !"document".equals(headers.getFirst("Sec-Fetch-Dest"))) {
            return Optional.of("pages of another site are not answered");
        }
        return Optional.empty();
    }

    /** An address in numbers is nobody's to point elsewhere. */
    private boolean isOwn(String header) {
        try {
            String host = URI.create("http://" + header).getHost();
            return host != null
                    && (host.equalsIgnoreCase("localhost")
                            || host.equalsIgnoreCase(name)
                            || host.startsWith("[")
                            || IPV4.matcher(host).matches());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
