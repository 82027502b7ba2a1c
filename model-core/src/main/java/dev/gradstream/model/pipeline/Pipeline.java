package dev.gradstream.model.pipeline;

import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.Summary;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.optim.Optimization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A validated pipeline file.
 *
 * @param name names the model; the default of every topic begins with it
 * @param kafka Kafka client properties, passed through as they stand; printed, its secrets are
 *     masked
 * @param topics the topics that the model reads and writes
 * @param features how a record becomes features
 * @param target what is to be predicted
 * @param model the layers, in order
 * @param loss what is minimised
 * @param optimization how
 * @param init first values of parameters, where they are not the layers' own
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
        Optimization optimization,
        List<InitRule> init,
        long seed,
        Training training,
        Optional<Validation> validation,
        Optional<EarlyStopping> earlyStopping,
        Snapshots snapshots) {

    public Pipeline {
        kafka = new KafkaProperties(kafka);
        model = List.copyOf(model);
        init = List.copyOf(init);
    }

    /** The same pipeline with other Kafka client properties. */
    public Pipeline withKafka(Map<String, String> properties) {
        return new Pipeline(
                name,
                properties,
                topics,
                features,
                target,
                model,
                loss,
                optimization,
                init,
                seed,
                training,
                validation,
                earlyStopping,
                snapshots);
    }

    /** Values in the encoded feature vector. */
    public int featureCount() {
        return features.width();
    }

    /** Values in the encoded target: the class index or the number. */
    public int targetCount() {
        return 1;
    }

    /** The network, layer by layer. */
    public Summary summary() {
        return Summary.of(new Sequential(model), featureCount());
    }

    /** What is allowed, but most likely a mistake, each as a sentence. */
    public List<String> warnings() {
        return LastLayer.warning(loss, model).stream().toList();
    }

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
    public record Training(int batchSize, long batchTimeoutMillis) {
        public Training {
            require(batchSize >= 1, "batch size must be at least 1, got " + batchSize);
            require(
                    batchTimeoutMillis >= 0,
                    "batch timeout must be 0 ms or more, got " + batchTimeoutMillis);
        }
    }

    /**
     * What is held out, and when it is evaluated.
     *
     * @param fraction of the examples that is held out, in (0, 1), chosen by the example's key
     * @param everyBatches evaluate after this many training batches
     * @param window most held-out examples kept, the latest of each key
     */
    public record Validation(double fraction, int everyBatches, int window) {
        public Validation {
            require(
                    fraction > 0 && fraction < 1,
                    "the fraction held out must be in (0, 1), got " + fraction);
            require(everyBatches >= 1, "every must be at least 1 batch, got " + everyBatches);
            require(window >= 1, "window must be at least 1 example, got " + window);
        }
    }

    /**
     * When learning ends by itself.
     *
     * @param patience evaluations without improvement before learning stops
     * @param minDelta least decrease of the loss that counts as an improvement
     */
    public record EarlyStopping(
            Metric metric, int patience, double minDelta, boolean restoreBest, Action action) {
        public EarlyStopping {
            require(patience >= 1, "patience must be at least 1 evaluation, got " + patience);
            require(
                    minDelta >= 0 && Double.isFinite(minDelta),
                    "min_delta must be a finite number of 0 or more, got " + minDelta);
        }

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
            STOP,
            /** The learning rate is reduced, and patience begins anew. */
            REDUCE_LR
        }
    }

    /**
     * When and how models are published.
     *
     * @param keep how many versions stay on the topic before the oldest gets a tombstone
     */
    public record Snapshots(int everyBatches, Delivery delivery, int keep) {
        public Snapshots {
            require(everyBatches >= 1, "every must be at least 1 batch, got " + everyBatches);
            require(keep >= 1, "keep must be at least 1 version, got " + keep);
        }

        /** Guarantee of everything that is published. */
        public enum Delivery {
            EXACTLY_ONCE,
            AT_LEAST_ONCE
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
