package dev.gradstream.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
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
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Prometheus of its own process with the shipped configuration, asked over HTTP. */
final class Prometheus implements AutoCloseable {
    private static final Path SHIPPED = Path.of("../dashboards/prometheus");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TARGET =
            Pattern.compile("\\{names: \\[(\\w+)], type: A, port: \\d+, refresh_interval: 10s}");

    private final Process process;
    private final int port;

    /**
     * Starts one.
     *
     * @param folder for its data, configuration and log
     * @param targets ports of this machine for the host names in the configuration
     */
    Prometheus(Path folder, int port, Map<String, Integer> targets) throws IOException {
        this.port = port;
        Files.createDirectories(folder);
        Files.copy(SHIPPED.resolve("alerts.yml"), folder.resolve("alerts.yml"));
        Files.writeString(
                folder.resolve("prometheus.yml"),
                onThisMachine(Files.readString(SHIPPED.resolve("prometheus.yml")), targets));
        process =
                new ProcessBuilder(
                                "prometheus",
                                "--config.file=" + folder.resolve("prometheus.yml"),
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port,
                                "--log.level=warn")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
    }

    /** Whether Debian's package, or another, has brought it. */
    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
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
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
    }
}
