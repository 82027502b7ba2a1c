package dev.gradstream.job.embedded;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster inside this process, one for each job, which ends with its job.
 *
 * <p>Checkpoints are taken every second, as files. A job that fails is restarted from the last of
 * them, after a pause that doubles from 0.2 to 10 seconds; the tenth failure in a row ends it.
 */
public final class LocalFlink {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 10;

    private LocalFlink() {}

    /**
     * An environment whose jobs run in this process.
     *
     * @param folder for checkpoints and scratch files; the caller removes it
     */
    public static StreamExecutionEnvironment environment(Path folder) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        configuration.set(CoreOptions.TMP_DIRS, folder.resolve("scratch").toString());
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        memory(configuration);
        checkpoints(configuration, folder);
        restarts(configuration);
        return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    }

    private static void memory(Configuration configuration) {
        MemorySize network = MemorySize.ofMebiBytes(32);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
    }

    private static void checkpoints(Configuration configuration, Path folder) {
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        configuration.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                folder.resolve("savepoints").toUri().toString());
    }

    private static void restarts(Configuration configuration) {
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(200));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(10));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, ATTEMPTS);
    }
}
