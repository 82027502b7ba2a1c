package dev.gradstream.job;

import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.train.Trainer;
import dev.gradstream.model.train.TrainerOutput;
import dev.gradstream.operator.kafka.Topics;
import dev.gradstream.operator.kafka.snapshot.SnapshotReader;
import dev.gradstream.operator.kafka.snapshot.TopicVersions;
import dev.gradstream.operator.learn.TrainingStart;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a training job needs of its broker before it starts. */
public final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private Preparation() {}

    /**
     * Creates the topics that are missing, and looks up which versions are published already, so
     * that the new job's go on from there.
     *
     * @param init an encoded snapshot to start from; empty to draw parameters at random
     * @throws IllegalArgumentException if {@code init} is of another model than the pipeline's
     * @throws dev.gradstream.operator.kafka.BrokerUnavailableException if no broker answers
     */
    public static TrainingStart of(Pipeline pipeline, Optional<byte[]> init) {
        init.ifPresent(parameters -> requireFits(parameters, pipeline));
        try (Topics topics = new Topics(pipeline)) {
            topics.ensureFeatures(1);
            topics.ensureLabels(1);
            topics.ensureOutputs();
        }
        try (SnapshotReader snapshots = new SnapshotReader(pipeline, LOG::warn)) {
            TopicVersions versions = snapshots.versions();
            return new TrainingStart(
                    init.orElseGet(() -> new byte[0]), versions.highest() + 1, versions.standing());
        }
    }

    /** Otherwise the job would fail, and be restarted, again and again. */
    private static void requireFits(byte[] parameters, Pipeline pipeline) {
        Trainer.create(pipeline, Optional.of(parameters), 1, new Unheard()).close();
    }

    /** A trainer that learns nothing reports nothing. */
    private static final class Unheard implements TrainerOutput {
        @Override
        public void metrics(byte[] json) {}

        @Override
        public void signal(byte[] json) {}

        @Override
        public void snapshot(long version, Map<String, String> headers, byte[] safetensors) {}
    }
}
