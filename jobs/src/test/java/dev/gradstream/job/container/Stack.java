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
import java.util.stream.Stream;

/**
 * {@code docker/compose.yaml}, up on the engine of this machine; a project of its own, so that a
 * stack that somebody uses keeps its volumes.
 *
 * @param engine podman or docker
 * @param compose the command that reads compose files
 */
record Stack(String engine, List<String> compose) implements AutoCloseable {
    private static final Path ROOT = RootPom.ROOT.toAbsolutePath().normalize();
    static final String PROJECT = "gradstream-test";

    /** The engine of this machine, with a compose command that reaches it, if it has one. */
    static Optional<Stack> ofThisMachine() throws IOException, InterruptedException {
        List<String> docker = List.of("docker", "compose");
        if (Command.exists("docker") && run(docker, "ls").status() == 0) {
            return Optional.of(new Stack("docker", docker));
        }
        return Command.exists("podman") && Command.exists("podman-compose")
                ? Optional.of(new Stack("podman", List.of("podman-compose")))
                : Optional.empty();
    }

    /** Whether the engine has the image, or can pull it. */
    boolean has(String image) throws IOException, InterruptedException {
        return run(List.of(engine), "image", "inspect", image).status() == 0
                || run(List.of(engine), "pull", image).status() == 0;
    }

    /** Makes the stack anew; what a run that was killed may have left of it goes first. */
    void up(List<String> services) throws IOException, InterruptedException {
        close();
        require(composed("build", "jobmanager"));
        require(composed(Stream.concat(Stream.of("up", "-d"), services.stream())));
    }

    /** Of all services: the containers that run, each with what its health check says of it. */
    List<String> health() throws IOException, InterruptedException {
        List<String> said = new ArrayList<>();
        for (String id : containers("ps", "-q").lines().toList()) {
            said.add(
                    inspected(
                            id,
                            "{{index .Config.Labels \"com.docker.compose.service\"}} {{.State.Health.Status}}"));
        }
        return said;
    }

    /** What a command printed that was run in the container. */
    String execute(String service, String command) throws IOException, InterruptedException {
        return run(List.of(engine), "exec", container(service, 1), "sh", "-c", command).output();
    }

    /** The container's address in the stack's network. */
    String address(String service, int replica) throws IOException, InterruptedException {
        return inspected(
                container(service, replica),
                "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
    }

    /** When the container was started the last time. */
    String started(String service, int replica) throws IOException, InterruptedException {
        return inspected(container(service, replica), "{{.State.StartedAt}}");
    }

    /** As {@code kill -9} of the container's process by hand, which the engine leaves as it is. */
    void kill(String service, int replica) throws IOException, InterruptedException {
        require(run(List.of(engine), "kill", "-s", "KILL", container(service, replica)));
    }

    void start(String service, int replica) throws IOException, InterruptedException {
        require(run(List.of(engine), "start", container(service, replica)));
    }

    /** The container's process ends by an error of its own, which its engine has to deal with. */
    void crash(String service, int replica) throws IOException, InterruptedException {
        // The command may end with the container under it, with any status.
        run(List.of(engine), "exec", container(service, replica), "sh", "-c", "kill -s SEGV 1");
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

    /** Takes the containers, their volumes and their network away. */
    @Override
    public void close() {
        try {
            for (String id : containers("ps", "-a", "-q").lines().toList()) {
                // With the volumes that have no name, which podman-compose would leave.
                run(List.of(engine), "rm", "-f", "-v", id);
            }
            composed("down", "--volumes");
            // Older releases of podman-compose leave the network.
            run(List.of(engine), "network", "rm", PROJECT + "_default");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The names of the project's containers, volumes and networks that the engine has. */
    List<String> remains() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (String kind : List.of("container", "volume", "network")) {
            String name = kind.equals("container") ? "{{.Names}}" : "{{.Name}}";
            run(List.of(engine), kind, "ls", "--format", name, "--filter", "name=" + PROJECT)
                    .output()
                    .lines()
                    .forEach(names::add);
        }
        return names;
    }

    /** What lists the containers of the stack's project. */
    private String containers(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--filter", "label=com.docker.compose.project=" + PROJECT));
        return run(List.of(engine), all.toArray(String[]::new)).output();
    }

    private String container(String service, int replica) throws IOException, InterruptedException {
        return containers(
                        "ps",
                        "-a",
                        "-q",
                        "--filter",
                        "label=com.docker.compose.service=" + service,
                        "--filter",
                        "label=com.docker.compose.container-number=" + replica)
                .strip();
    }

    private String inspected(String container, String format)
            throws IOException, InterruptedException {
        return run(List.of(engine), "inspect", "--format", format, container).output().strip();
    }

    private Command.Result composed(String... arguments) throws IOException, InterruptedException {
        return composed(Stream.of(arguments));
    }

    private Command.Result composed(Stream<String> arguments)
            throws IOException, InterruptedException {
        return run(
                compose,
                Stream.concat(Stream.of("-p", PROJECT, "-f", "docker/compose.yaml"), arguments)
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
