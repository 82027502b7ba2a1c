package dev.gradstream.job.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the containers' health checks where podman, which leaves that to systemd's timers, is on a
 * machine without systemd.
 */
final class HealthChecks implements AutoCloseable {
    private static final Path HERE = Path.of(".");
    private static final int INTERVAL_SECONDS = 5;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    /** Of the containers that compose made for a project. */
    HealthChecks(String project) {
        if (Command.exists("podman") && !Files.exists(Path.of("/run/systemd/system"))) {
            var unused =
                    timer.scheduleWithFixedDelay(
                            () -> run("label=com.docker.compose.project=" + project),
                            0,
                            INTERVAL_SECONDS,
                            TimeUnit.SECONDS);
        }
    }

    private static void run(String filter) {
        try {
            String containers =
                    Command.run(HERE, List.of("podman", "ps", "-q", "--filter", filter)).output();
            for (String container : containers.lines().toList()) {
                // What it ends with stands in the container's state.
                Command.run(HERE, List.of("podman", "healthcheck", "run", container));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
