package dev.gradstream.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Prometheus with the shipped configuration, which listens and scrapes on this machine, asked
 * over HTTP.
 */
abstract class Prometheus implements AutoCloseable {
    private static final Path SHIPPED = Path.of("../dashboards/prometheus");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TARGET =
            Pattern.compile("\\{names: \\[(\\w+)], type: A, port: \\d+, refresh_interval: 10s}");

    private final int port;

    /**
     * @param port where it listens
     */
    Prometheus(int port) {
        this.port = port;
    }

    /** The shipped alert rules. */
    static String alerts() throws IOException {
        return Files.readString(SHIPPED.resolve("alerts.yml"));
    }

    /**
     * The shipped configuration.
     *
     * @param targets ports of this machine for the host names in it
     */
    static String configuration(Map<String, Integer> targets) throws IOException {
        return onThisMachine(Files.readString(SHIPPED.resolve("prometheus.yml")), targets);
    }

    /** Names are found by DNS where containers run, not here. */
    private static String onThisMachine(String configuration, Map<String, Integer> targets) {
        Matcher target = TARGET.matcher(configuration);
        return target.replaceAll(
                        found -> "{targets: [\"127.0.0.1:" + targets.get(found.group(1)) + "\"]}")
                .replace("dns_sd_configs", "static_configs");
    }

    /** The data of an answer of the HTTP API. */
    JsonNode get(String path, String... parameters) throws IOException, InterruptedException {
        StringBuilder query = new StringBuilder(path);
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + query);
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(uri).build(),
                                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == HttpURLConnection.HTTP_UNAVAILABLE) {
            throw new ConnectException("Prometheus is not ready yet: " + response.body());
        }
        JsonNode answer = JSON.readTree(response.body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(query + ": " + response.body());
        }
        return answer.get("data");
    }

    /** How many series of an expression have a number now. */
    int numbers(String expression) throws IOException, InterruptedException {
        int numbers = 0;
        for (JsonNode series : get("query", "query", expression).get("result")) {
            numbers += Double.isFinite(number(series.at("/value/1").asText())) ? 1 : 0;
        }
        return numbers;
    }

    private static double number(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    @Override
    public abstract void close();
}
