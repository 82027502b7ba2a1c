package dev.gradstream.job.cluster;

import dev.gradstream.job.RootPom;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Kafka's image, and a session cluster of ours, built from {@code docker/Dockerfile}. Where Kafka's
 * and Flink's images cannot be pulled, stand-ins by their names do: {@code
 * src/test/containers/build.sh}.
 */
final class ContainerCluster implements Cluster {
    private static final int REST_PORT = 8081;
    private static final String INSIDE = "kafka:19092";

    private final Network network = Network.newNetwork();
    private final Path folder;
    private final KafkaContainer kafka;
    private final ImageFromDockerfile image;
    private final GenericContainer<?> jobManager;
    private GenericContainer<?> taskManager;

    ContainerCluster(Path folder) throws Exception {
        this.folder = folder;
        // The image's user writes here too.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        kafka =
                new KafkaContainer("apache/kafka:" + RootPom.property("kafka.version"))
                        .withNetwork(network)
                        .withListener(INSIDE);
        kafka.start();
        image = image();
        jobManager =
                flink("jobmanager")
                        .withNetworkAliases("jobmanager")
                        .withExposedPorts(REST_PORT)
                        .waitingFor(Wait.forHttp("/jobs/overview").forPort(REST_PORT));
        jobManager.start();
        startTaskManager();
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String jar() {
        return "/opt/flink/usrlib/gradstream-job.jar";
    }

    @Override
    public String flink(String... arguments) throws Exception {
        String[] command =
                Stream.concat(Stream.of("flink"), Stream.of(arguments)).toArray(String[]::new);
        Container.ExecResult result = jobManager.execInContainer(command);
        return result.getStdout() + result.getStderr();
    }

    @Override
    public String rest(String path) throws Exception {
        URI address =
                URI.create(
                        "http://%s:%d%s"
                                .formatted(
                                        jobManager.getHost(),
                                        jobManager.getMappedPort(REST_PORT),
                                        path));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void killTaskManager() {
        taskManager.getDockerClient().killContainerCmd(taskManager.getContainerId()).exec();
    }

    @Override
    public void startTaskManager() {
        if (taskManager != null) {
            taskManager.stop();
        }
        taskManager =
                flink("taskmanager")
                        .waitingFor(
                                Wait.forLogMessage(
                                        ".*Successful registration at resource manager.*", 1));
        taskManager.start();
    }

    @Override
    public void close() {
        Stream.of(taskManager, jobManager, kafka).forEach(GenericContainer::stop);
        network.close();
    }

    private GenericContainer<?> flink(String command) {
        return new GenericContainer<>(image)
                .withNetwork(network)
                .withCommand(command)
                .withFileSystemBind(folder.toString(), folder.toString(), BindMode.READ_WRITE)
                .withEnv("KAFKA_BOOTSTRAP_SERVERS", INSIDE)
                .withEnv("JOB_MANAGER_RPC_ADDRESS", "jobmanager")
                .withEnv(
                        "FLINK_PROPERTIES",
                        String.join(
                                "\n",
                                "taskmanager.memory.process.size: 1600m",
                                "taskmanager.numberOfTaskSlots: 2",
                                "heartbeat.interval: 1000",
                                "heartbeat.timeout: 20000",
                                "execution.checkpointing.interval: 500ms",
                                "execution.checkpointing.dir: "
                                        + folder.resolve("checkpoints").toUri(),
                                "restart-strategy.type: fixed-delay",
                                "restart-strategy.fixed-delay.attempts: 100",
                                "restart-strategy.fixed-delay.delay: 500ms"));
    }

    private static ImageFromDockerfile image() {
        ImageFromDockerfile image = new ImageFromDockerfile("localhost/gradstream-test", false);
        for (String file :
                new String[] {
                    "docker/bin", "jobs/target/cluster-lib", "jobs/target/gradstream-job.jar"
                }) {
            image.withFileFromPath(file, RootPom.ROOT.resolve(file));
        }
        return image.withFileFromPath("Dockerfile", RootPom.ROOT.resolve("docker/Dockerfile"));
    }
}
