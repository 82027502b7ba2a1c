package dev.gradstream.job.cluster;

/** A broker, and a Flink cluster that reaches it. */
interface Cluster extends AutoCloseable {

    /** Of the broker, as this process reaches it. */
    String bootstrapServers();

    /** The job jar, where the cluster's command line finds it. */
    String jar();

    /** As {@code flink ARGUMENTS}; what it printed. */
    String flink(String... arguments) throws Exception;

    /** The JobManager's answer to a GET. */
    String rest(String path) throws Exception;

    /** As {@code kill -9}. */
    void killTaskManager() throws Exception;

    void startTaskManager() throws Exception;

    @Override
    void close();
}
