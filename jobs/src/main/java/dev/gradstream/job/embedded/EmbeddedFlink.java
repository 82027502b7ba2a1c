package dev.gradstream.job.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.SerializedThrowable;

/**
 * A Flink cluster inside this process, with one task manager of one slot.
 *
 * <p>Checkpoints are taken every second, as files. A job that fails is restarted from the last of
 * them, after a pause that doubles from 0.2 seconds on. The seventh failure without a minute of
 * peace in between ends it.
 */
public final class EmbeddedFlink implements AutoCloseable {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 6;
    private static final String LOOPBACK = "127.0.0.1";

    private final Configuration configuration;
    private final MiniCluster cluster;
    private final AtExit atExit;

    private EmbeddedFlink(Configuration configuration, MiniCluster cluster) {
        this.configuration = configuration;
        this.cluster = cluster;
        this.atExit = AtExit.run("stopping the embedded cluster", this::stop);
    }

    /**
     * Starts a cluster on free loopback ports.
     *
     * @param folder for checkpoints and scratch files; the caller removes it
     */
    public static EmbeddedFlink start(Path folder) throws Exception {
        return start(folder, Map.of());
    }

    /**
     * Starts a cluster on free loopback ports, with settings beside its own.
     *
     * @param folder for checkpoints and scratch files; the caller removes it
     * @param settings Flink's configuration by key
     */
    public static EmbeddedFlink start(Path folder, Map<String, String> settings) throws Exception {
        Configuration configuration = configuration(folder);
        settings.forEach(configuration::setString);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(1)
                                .build());
        try {
            cluster.start();
            return new EmbeddedFlink(configuration, cluster);
        } catch (Exception e) {
            cluster.closeAsync().join();
            throw e;
        }
    }

    private static Configuration configuration(Path folder) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        configuration.set(CoreOptions.TMP_DIRS, folder.resolve("scratch").toString());
        addresses(configuration);
        memory(configuration);
        checkpoints(configuration, folder);
        restarts(configuration);
        return configuration;
    }

    /** Each server binds to all interfaces unless it is told not to. */
    private static void addresses(Configuration configuration) {
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
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
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(1));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, ATTEMPTS);
    }

    /** An environment in which to define a job for this cluster. */
    public StreamExecutionEnvironment environment() {
        return new StreamExecutionEnvironment(configuration);
    }

    /**
     * Submits what the environment defines.
     *
     * @param name what people see
     * @return completes when the job has ended; exceptionally, with the cause, if it failed
     */
    public CompletableFuture<Void> submit(StreamExecutionEnvironment environment, String name)
            throws InterruptedException, ExecutionException {
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(name);
        JobID id = cluster.submitJob(graph.getJobGraph()).get().getJobID();
        return cluster.requestJobResult(id)
                .thenAccept(
                        result ->
                                result.getSerializedThrowable().ifPresent(EmbeddedFlink::rethrow));
    }

    private static void rethrow(SerializedThrowable failure) {
        throw new CompletionException(
                failure.deserializeError(EmbeddedFlink.class.getClassLoader()));
    }

    /** Ends the cluster, and whatever runs on it; so does the end of the JVM. */
    @Override
    public void close() {
        stop();
        atExit.close();
    }

    private void stop() {
        cluster.closeAsync().join();
    }
}
