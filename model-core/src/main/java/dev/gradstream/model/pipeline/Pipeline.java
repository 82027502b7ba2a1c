package dev.gradstream.model.pipeline;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.optim.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A validated pipeline file.
 *
 * @param name names the model; the default of every topic begins with it
 * @param kafka Kafka client properties, passed through as they stand
 * @param topics the topics that the model reads and writes
 * @param features how a record becomes features
 * @param target what is to be predicted
 * @param model the layers, in order
 * @param loss what is minimised
 * @param optimizer how
 * @param seed of initialisation and dropout
 * @param training batch size and timeout
 * @param validation hold-out; empty where nothing is held out
 * @param earlyStopping empty where learning never stops by itself
 * @param snapshots when and how models are published
 */
public record Pipeline(
        String name,
        Map<String, String> kafka,
        Topics topics,
        Features features,
        Target target,
        List<Layer> model,
        Loss loss,
        Optimizer optimizer,
        long seed,
        Training training,
        Optional<Validation> validation,
        Optional<EarlyStopping> earlyStopping,
        Snapshots snapshots) {

    /** Topic names; each has the default {@code <name>.<role>}. */
    public record Topics(
            String features,
            String snapshots,
            String metrics,
            String signals,
            String deadLetters) {}

    /**
     * When a mini-batch is learnt.
     *
     * @param batchTimeoutMillis a partial batch older than this is learnt; 0 waits for ever
     */
    public record Training(int batchSize, long batchTimeoutMillis) {}

    /**
     * What is held out, and when it is evaluated.
     *
     * @param fraction of the examples that is held out, in (0, 1), chosen by the example's key
     * @param everyBatches evaluate after this many training batches
     * @param window most held-out examples kept, the latest of each key
     */
    public record Validation(double fraction, int everyBatches, int window) {}

    /**
     * When learning ends by itself.
     *
     * @param patience evaluations without improvement before learning stops
     * @param minDelta least decrease of the loss that counts as an improvement
     */
    public record EarlyStopping(
            Metric metric, int patience, double minDelta, boolean restoreBest, Action action) {

        /** What is watched. */
        public enum Metric {
            VALIDATION_LOSS,
            VALIDATION_ACCURACY,
            TRAINING_LOSS
        }

        /** What happens when patience ends. */
        public enum Action {
            /** The model stays as it is; the job goes on predicting and reporting. */
            FREEZE,
            /** The job ends. */
            STOP
        }
    }

    /**
     * When and how models are published.
     *
     * @param keep how many versions stay on the topic before the oldest gets a tombstone
     */
    public record Snapshots(int everyBatches, Delivery delivery, int keep) {

        /** Guarantee of everything that is published. */
        public enum Delivery {
            EXACTLY_ONCE,
            AT_LEAST_ONCE
        }
    }
}
