package dev.gradstream.job.embedded;

import dev.gradstream.job.PipelineText;
import dev.gradstream.operator.kafka.BrokerUnavailableException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a pipeline is worked on: a folder for Flink's files, removed on close, and a broker, the
 * pipeline's own or one in this process. The job jar and its image bring no broker: what is there
 * of this class runs without its classes.
 */
public final class Workplace implements AutoCloseable {
    private final PipelineText pipeline;
    private final TemporaryFolder folder;
    private final AtExit atExit;
    private final Runnable stopBroker;

    private Workplace(PipelineText pipeline, TemporaryFolder folder, Runnable stopBroker) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.stopBroker = stopBroker;
        atExit = AtExit.run("removing " + folder.path(), folder::close);
    }

    /** Uses the broker that the pipeline file names. */
    public static Workplace of(PipelineText pipeline) {
        return new Workplace(pipeline, TemporaryFolder.create("gradstream"), () -> {});
    }

    /**
     * Brings a broker, and sends the pipeline there.
     *
     * @throws BrokerUnavailableException where none comes with this process
     */
    public static Workplace embedded(PipelineText pipeline) throws IOException {
        EmbeddedKafka broker = broker();
        return new Workplace(
                pipeline.at(broker.bootstrapServers()),
                TemporaryFolder.create("gradstream"),
                broker::close);
    }

    private static EmbeddedKafka broker() throws IOException {
        try {
            return EmbeddedKafka.start();
        } catch (NoClassDefFoundError e) {
            throw new BrokerUnavailableException(
                    "no broker comes with the job jar or its image: train without --embedded and"
                            + " name one in kafka.bootstrap.servers, or run ./gradstream of the"
                            + " repository",
                    e);
        }
    }

    /** The pipeline, at the broker that it is worked on with. */
    public PipelineText pipeline() {
        return pipeline;
    }

    /** For checkpoints and scratch files. */
    public Path folder() {
        return folder.path();
    }

    @Override
    public void close() {
        try {
            stopBroker.run();
        } finally {
            folder.close();
            atExit.close();
        }
    }
}
