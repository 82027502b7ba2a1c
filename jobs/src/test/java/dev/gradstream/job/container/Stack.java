package dev.gradstream.job.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.RootPom;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code docker/compose.yaml}, up on the engine of this machine, without Grafana.
 *
 * @param engine podman or docker
 * @param compose the command that reads compose files
 */
record Stack(String engine, List<String> compose) implements AutoCloseable {
    private static final Path ROOT = RootPom.ROOT.toAbsolutePath().normalize();
    private static final List<String> SERVICES =
            List.of("kafka", "jobmanager", "taskmanager", "producer", "exporter", "prometheus");

    /** The engine of this machine, with a compose command, if it has one. */
    static Optional<Stack> ofThisMachine() throws IOException, InterruptedException {
        if (Command.exists("podman") && Command.exists("podman-compose")) {
            return Optional.of(new Stack("podman", List.of("podman-compose")));
        }
        List<String> docker = List.of("docker", "compose");
        return Command.exists("docker") && run(docker, "version").status() == 0
                ? Optional.of(new Stack("docker", docker))
                : Optional.empty();
    }

    /** Whether the engine has the image, or can pull it. */
    boolean has(String image) throws IOException, InterruptedException {
        return run(List.of(engine), "image", "inspect", image).status() == 0
                || run(List.of(engine), "pull", image).status() == 0;
    }

    void up() throws IOException, InterruptedException {
        require(composed("build", "jobmanager"));
        require(composed(Stream.concat(Stream.of("up", "-d"), SERVICES.stream())));
    }

    /** As {@code kill -9} of the container's process. */
    void kill(String service, int replica) throws IOException, InterruptedException {
        require(run(List.of(engine), "kill", "-s", "KILL", container(service, replica)));
    }

    void start(String service, int replica) throws IOException, InterruptedException {
        require(run(List.of(engine), "start", container(service, replica)));
    }

    /** Runs a command in a container; what it ended with. */
    int execute(String service, String command) throws IOException, InterruptedException {
        return run(List.of(engine), "exec", container(service, 1), "sh", "-c", command).status();
    }

    String log(String service) throws IOException, InterruptedException {
        return run(List.of(engine), "logs", container(service, 1)).output();
    }

    /** The answer of a published port to a GET; empty while nobody listens. */
    String get(int port, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (ConnectException e) {
            return "";
        }
    }

    /** Takes the containers and their volumes away. */
    @Override
    public void close() {
        try {
            composed("down", "--volumes");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String container(String service, int replica) throws IOException, InterruptedException {
        Pattern name = Pattern.compile(".*[_-]" + service + "[_-]" + replica);
        return run(List.of(engine), "ps", "-a", "--format", "{{.Names}}")
                .output()
                .lines()
                .filter(name.asMatchPredicate())
                .findFirst()
                .orElseThrow();
    }

    private Command.Result composed(String... arguments) throws IOException, InterruptedException {
        return composed(Stream.of(arguments));
    }

    private Command.Result composed(Stream<String> arguments)
            throws IOException, InterruptedException {
        return run(
                compose,
                Stream.concat(Stream.of("-f", "docker/compose.yaml"), arguments)
                        .toArray(String[]::new));
    }

    private static Command.Result run(List<String> command, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return Command.run(ROOT, all);
    }

    private static void require(Command.Result result) {
        assertThat(result.status()).as(result.output()).isZero();
    }
}
