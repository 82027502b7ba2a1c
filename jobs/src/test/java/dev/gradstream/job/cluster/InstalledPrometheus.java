package dev.gradstream.job.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of the {@code prometheus} that is on the path. */
final class InstalledPrometheus extends Prometheus {
    private final Process process;

    /**
     * Starts one.
     *
     * @param folder for its data, configuration and log
     * @param targets ports of this machine for the host names in the configuration
     */
    InstalledPrometheus(Path folder, int port, Map<String, Integer> targets) throws IOException {
        super(port);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("alerts.yml"), alerts());
        Files.writeString(folder.resolve("prometheus.yml"), configuration(targets));
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
    static boolean isThere() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
    }
}
