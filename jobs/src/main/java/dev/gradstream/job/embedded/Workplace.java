package dev.gradstream.job.embedded;

import dev.gradstream.job.PipelineText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a pipeline is worked on: a folder for Flink's files, removed on close, and a broker, the
 * pipeline's own or one in this process.
 */
public final class Workplace implements AutoCloseable {
    private final PipelineText pipeline;
    private final TemporaryFolder folder;
    private final AtExit atExit;
    private final Optional<EmbeddedKafka> broker;

    private Workplace(
            PipelineText pipeline, TemporaryFolder folder, Optional<EmbeddedKafka> broker) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.broker = broker;
        atExit = AtExit.run("removing " + folder.path(), folder::close);
    }

    /** Uses the broker that the pipeline file names. */
    public static Workplace of(PipelineText pipeline) {
        return new Workplace(pipeline, TemporaryFolder.create("gradstream"), Optional.empty());
    }

    /** Brings a broker, and sends the pipeline there. */
    public static Workplace embedded(PipelineText pipeline) throws IOException {
        EmbeddedKafka broker = EmbeddedKafka.start();
        return new Workplace(
                pipeline.at(broker.bootstrapServers()),
                TemporaryFolder.create("gradstream"),
                Optional.of(broker));
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
            broker.ifPresent(EmbeddedKafka::close);
        } finally {
            folder.close();
            atExit.close();
        }
    }
}
