package dev.gradstream.job.cluster;

import dev.gradstream.job.embedded.EmbeddedKafka;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An embedded broker, and a Flink cluster as users run it: a JobManager and a TaskManager in JVMs
 * of their own, with {@code cluster-lib/} in {@code lib/}, and the command line that submits jars.
 */
final class StandaloneCluster implements Cluster {

    /** What a Flink distribution brings in {@code lib/}. */
    private static final List<String> DISTRIBUTION =
            List.of(
                    "/org/apache/flink/",
                    "/org/apache/logging/log4j/",
                    "/org/slf4j/",
                    "/com/esotericsoftware/",
                    "/org/objenesis/",
                    "/org/javassist/",
                    "/org/xerial/snappy/",
                    "/org/snakeyaml/",
                    "/commons-cli/",
                    "/commons-collections/",
                    "/tools/profiler/");

    private static final List<String> NOT_DISTRIBUTION =
            List.of(
                    "flink-connector-kafka",
                    "flink-connector-base",
                    "flink-test-utils",
                    "-tests.jar");

    private final Path folder;
    private final Path target;
    private final EmbeddedKafka broker;
    private final int restPort;
    private final int jobManagerMetricsPort;
    private final int taskManagerMetricsPort;
    private final String classpath;
    private final Process jobManager;
    private Process taskManager;

    StandaloneCluster(Path folder, Path target) throws Exception {
        this.folder = folder;
        this.target = target;
        broker = EmbeddedKafka.start();
        restPort = freePort();
        jobManagerMetricsPort = freePort();
        taskManagerMetricsPort = freePort();
        classpath = lib(target);
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/config.yaml"), configuration());
        jobManager =
                java(
                        "jobmanager",
                        List.of("-Xmx512m"),
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        List.of("--configDir", conf(), "-D", metricsPort(jobManagerMetricsPort)));
        startTaskManager();
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public String jar() {
        return target.resolve("gradstream-job.jar").toAbsolutePath().toString();
    }

    @Override
    public void startTaskManager() throws Exception {
        List<String> resources = taskManagerResources();
        List<String> jvm = List.of(resources.get(0).split(" "));
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf()));
        arguments.addAll(List.of("-D", metricsPort(taskManagerMetricsPort)));
        arguments.addAll(List.of(resources.get(1).split(" ")));
        taskManager =
                java(
                        "taskmanager-" + System.nanoTime(),
                        jvm,
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        arguments);
    }

    /** Where the JobManager serves metrics to Prometheus. */
    int jobManagerMetricsPort() {
        return jobManagerMetricsPort;
    }

    /** Where the TaskManager does. */
    int taskManagerMetricsPort() {
        return taskManagerMetricsPort;
    }

    private static String metricsPort(int port) {
        return "metrics.reporter.prom.port=" + port;
    }

    @Override
    public void killTaskManager() throws InterruptedException {
        taskManager.destroyForcibly().waitFor();
    }

    @Override
    public String flink(String... arguments) throws Exception {
        String name = "cli-" + System.nanoTime();
        Process process =
                java(
                        name,
                        List.of("-Xmx512m"),
                        "org.apache.flink.client.cli.CliFrontend",
                        List.of(arguments));
        process.onExit().completeOnTimeout(process, 2, TimeUnit.MINUTES).join();
        process.destroyForcibly().onExit().join();
        return log(name);
    }

    @Override
    public String rest(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** All that processes whose log begins with the prefix have printed. */
    String log(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(StandaloneCluster::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    @Override
    public void close() {
        for (Process process : List.of(taskManager, jobManager)) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
            process.destroyForcibly().onExit().join();
        }
        broker.close();
    }

    private List<String> taskManagerResources() throws Exception {
        Process process =
                java(
                        "resources",
                        List.of("-Xmx128m"),
                        "org.apache.flink.runtime.util.bash.BashJavaUtils",
                        List.of("GET_TM_RESOURCE_PARAMS", "--configDir", conf()));
        process.waitFor();
        String prefix = "BASH_JAVA_UTILS_EXEC_RESULT:";
        return log("resources")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private Process java(String name, List<String> jvm, String main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(
                List.of(
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("javacpp"),
                        "-cp",
                        classpath,
                        main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FLINK_CONF_DIR", conf());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.redirectOutput(folder.resolve(name + ".log").toFile());
        return builder.start();
    }

    private String configuration() throws IOException {
        return String.join(
                        "\n",
                        "jobmanager.rpc.address: 127.0.0.1",
                        "jobmanager.rpc.port: " + freePort(),
                        "jobmanager.bind-host: 127.0.0.1",
                        "taskmanager.bind-host: 127.0.0.1",
                        "taskmanager.host: 127.0.0.1",
                        "taskmanager.memory.process.size: 1600m",
                        "taskmanager.memory.task.off-heap.size: 256m",
                        "taskmanager.numberOfTaskSlots: 2",
                        "rest.address: 127.0.0.1",
                        "rest.port: " + restPort,
                        "rest.bind-port: " + restPort,
                        "heartbeat.interval: 1000",
                        "heartbeat.timeout: 20000",
                        "execution.checkpointing.interval: 500ms",
                        "execution.checkpointing.storage: filesystem",
                        "execution.checkpointing.dir: " + folder.resolve("checkpoints").toUri(),
                        "restart-strategy.type: fixed-delay",
                        "restart-strategy.fixed-delay.attempts: 100",
                        "restart-strategy.fixed-delay.delay: 500ms",
                        "classloader.parent-first-patterns.additional: org.nd4j.;org.bytedeco.;com.sun.jna.",
                        "metrics.reporter.prom.factory.class:"
                                + " org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                        "metrics.reporter.prom.filterLabelValueCharacters: false",
                        "io.tmp.dirs: " + folder.resolve("tmp"))
                + "\n";
    }

    private String conf() {
        return folder.resolve("conf").toString();
    }

    private static String lib(Path target) throws IOException {
        Stream<String> distribution =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(jar -> DISTRIBUTION.stream().anyMatch(jar::contains))
                        .filter(jar -> NOT_DISTRIBUTION.stream().noneMatch(jar::contains));
        try (Stream<Path> ours = Files.list(target.resolve("cluster-lib"))) {
            return Stream.concat(distribution, ours.map(Path::toString).sorted())
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
