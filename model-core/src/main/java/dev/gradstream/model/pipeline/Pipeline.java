package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.EarlyStopping.Direction;
import dev.gradstream.model.eval.measure.Horizon;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Measure.Kind;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.Summary;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A validated pipeline file.
 *
 * @param name names the model; the default of every topic begins with it
 * @param kafka Kafka client properties, passed through as they stand; printed, its secrets are
 *     masked
 * @param topics the topics that the model reads and writes
 * @param features how a record becomes features
 * @param target what is to be predicted
 * @param labels the records that hold it, where they are not those of the features
 * @param model the layers, in order
 * @param loss what is minimised
 * @param optimization how
 * @param init first values of parameters, where they are not the layers' own
 * @param seed of initialisation and dropout
 * @param training batch size and timeout
 * @param validation hold-out; empty where nothing is held out
 * @param test examples that are tested on; empty where there are none
 * @param earlyStopping empty where learning never stops by itself
 * @param snapshots when and how models are published
 */
public record Pipeline(
        String name,
        Map<String, String> kafka,
        Topics topics,
        Features features,
        Target target,
        Optional<Labels> labels,
        List<Layer> model,
        Loss loss,
        Optimization optimization,
        List<InitRule> init,
        long seed,
        Training training,
        Optional<Validation> validation,
        Optional<Test> test,
        Optional<EarlyStopping> earlyStopping,
        Snapshots snapshots) {

    public Pipeline {
        kafka = new KafkaProperties(kafka);
        model = List.copyOf(model);
        init = List.copyOf(init);
        require(
                !features.tellAnyOf(target.columns()),
                "what is predicted is among the features of the same record");
    }

    /** The same pipeline with other Kafka client properties. */
    public Pipeline withKafka(Map<String, String> properties) {
        return new Pipeline(
                name,
                properties,
                topics,
                features,
                target,
                labels,
                model,
                loss,
                optimization,
                init,
                seed,
                training,
                validation,
                test,
                earlyStopping,
                snapshots);
    }

    /** Values in the encoded feature vector. */
    public int featureCount() {
        return features.width();
    }

    /** Values of one record, encoded by itself: as many, unless examples are made of several. */
    public int recordWidth() {
        return features.recordWidth();
    }

    /**
     * Whether examples are held out by the key column that names their series, all of a series
     * together, and not each by its own name.
     */
    public boolean splitsBySeries() {
        return features.sequence().isPresent() && features.key().isPresent();
    }

    /**
     * Whether its record says what an example is for. Otherwise it is made of several records of a
     * series that no column names, and its own name counts.
     */
    public boolean splitsByRecord() {
        return features.sequence().isEmpty() || features.key().isPresent();
    }

    /** Values in the encoded target: the class index, or one for each target column. */
    public int targetCount() {
        return target.width();
    }

    /** What is predicted, as far as it decides what can be measured. */
    public Task task() {
        return Tasks.of(target, loss);
    }

    /**
     * What is measured of one part of the data: what the file lists, or the defaults; the accuracy
     * of classes and what early stopping watches in any case.
     */
    public List<Measure> measures(Split split) {
        Stream<Measure> always =
                task().isNumber() ? Stream.of() : Stream.of(Measure.of(Kind.ACCURACY));
        Stream<Measure> watched =
                Stream.concat(earlyStopping.map(EarlyStopping::metric).stream(), plateauMetric())
                        .filter(metric -> metric.split() == split)
                        .flatMap(metric -> metric.measure().stream());
        return Stream.of(always, listed(split).stream(), watched)
                .flatMap(measures -> measures)
                .distinct()
                .toList();
    }

    private Stream<EarlyStopping.Metric> plateauMetric() {
        return optimization.schedule() instanceof ReduceLROnPlateau plateau
                ? EarlyStopping.Metric.named(plateau.metric()).stream()
                : Stream.empty();
    }

    private List<Measure> listed(Split split) {
        if (split == Split.TRAINING) {
            return training.measures().isEmpty() ? Measure.ofTraining(task()) : training.measures();
        }
        return (split == Split.TEST
                        ? test.map(Test::measures)
                        : validation.map(Validation::measures))
                .filter(measures -> !measures.isEmpty())
                .orElseGet(() -> Measure.ofValidation(task()));
    }

    /** Which examples are held out by their key. */
    public HoldOut holdOut() {
        return new HoldOut(
                validation.map(v -> v.by().fraction()).orElse(0.0),
                test.map(t -> t.by().fraction()).orElse(0.0));
    }

    /** By what the examples of a split are held out; empty where none are. */
    public Optional<HoldOutRule> holdOutRule(Split split) {
        return switch (split) {
            case TRAINING -> Optional.empty();
            case VALIDATION -> validation.map(Validation::by);
            case TEST -> test.map(Test::by);
        };
    }

    /** The topics all of whose records are held out, by what for. */
    public Map<Split, String> heldOutTopics() {
        Map<Split, String> names = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            if (holdOutRule(split).orElse(null) instanceof HoldOutRule.Topic topic) {
                names.put(split, topic.name());
            }
        }
        return names;
    }

    /** The network, layer by layer. */
    public Summary summary() {
        return Summary.of(new Sequential(model), featureCount());
    }

    /** What is allowed, but most likely a mistake, each as a sentence. */
    public List<String> warnings() {
        return LastLayer.warning(loss, model).stream().toList();
    }

    /**
     * Topic names; each has the default {@code <name>.<role>}.
     *
     * @param labels empty where features and labels stand in one record
     */
    public record Topics(
            String features,
            Optional<String> labels,
            String snapshots,
            String metrics,
            String signals,
            String deadLetters) {

        /** Without labels of their own. */
        public Topics(
                String features,
                String snapshots,
                String metrics,
                String signals,
                String deadLetters) {
            this(features, Optional.empty(), snapshots, metrics, signals, deadLetters);
        }
    }

    /**
     * When a mini-batch is learnt.
     *
     * @param batchTimeoutMillis a partial batch older than this is learnt; 0 waits for ever
     * @param measures of predictions before they are learnt from; empty for the defaults
     * @param horizon over which of the examples they go
     * @param weighting what an example counts, and whether it is learnt from at all
     */
    public record Training(
            int batchSize,
            long batchTimeoutMillis,
            List<Measure> measures,
            Horizon horizon,
            Weighting weighting) {
        public Training {
            measures = List.copyOf(measures);
            require(batchSize >= 1, "batch size must be at least 1, got " + batchSize);
            require(
                    batchTimeoutMillis >= 0,
                    "batch timeout must be 0 ms or more, got " + batchTimeoutMillis);
        }

        /** Every example counts the same. */
        public Training(
                int batchSize, long batchTimeoutMillis, List<Measure> measures, Horizon horizon) {
            this(batchSize, batchTimeoutMillis, measures, horizon, Weighting.NONE);
        }

        /** With the default measures. */
        public Training(int batchSize, long batchTimeoutMillis) {
            this(batchSize, batchTimeoutMillis, List.of(), new Horizon.SinceReport());
        }
    }

    /**
     * What is held out, and when it is evaluated.
     *
     * @param by what examples are held out
     * @param everyBatches evaluate after this many training batches
     * @param window most held-out examples kept, the latest of each key
     * @param measures what is measured; empty for the defaults
     */
    public record Validation(HoldOutRule by, int everyBatches, int window, List<Measure> measures) {
        public Validation {
            measures = List.copyOf(measures);
            require(everyBatches >= 1, "every must be at least 1 batch, got " + everyBatches);
            require(window >= 1, "window must be at least 1 example, got " + window);
        }

        /** With the default measures, of a fraction of the keys. */
        public Validation(double fraction, int everyBatches, int window) {
            this(new HoldOutRule.Key(fraction), everyBatches, window, List.of());
        }
    }

    /**
     * What published versions are tested on.
     *
     * @param by what examples are held out for it
     * @param window most examples kept, the latest of each key
     * @param measures what is measured; empty for the defaults
     */
    public record Test(HoldOutRule by, int window, List<Measure> measures) {
        public Test {
            measures = List.copyOf(measures);
            require(window >= 1, "window must be at least 1 example, got " + window);
        }
    }

    /**
     * When learning ends by itself.
     *
     * @param patience evaluations without improvement before learning stops
     * @param minDelta what counts as an improvement, in the metric's unit
     */
    public record EarlyStopping(
            Metric metric, int patience, double minDelta, boolean restoreBest, Action action) {
        public EarlyStopping {
            require(patience >= 1, "patience must be at least 1 evaluation, got " + patience);
            require(
                    minDelta >= 0 && Double.isFinite(minDelta),
                    "min_delta must be a finite number of 0 or more, got " + minDelta);
        }

        /**
         * What is watched.
         *
         * @param split training or validation; nothing is chosen by a test
         * @param measure empty for the loss
         */
        public record Metric(Split split, Optional<Measure> measure) {
            public static final Metric VALIDATION_LOSS =
                    new Metric(Split.VALIDATION, Optional.empty());
            public static final Metric VALIDATION_ACCURACY =
                    new Metric(Split.VALIDATION, Optional.of(Measure.of(Kind.ACCURACY)));
            public static final Metric TRAINING_LOSS = new Metric(Split.TRAINING, Optional.empty());

            private static final String LOSS = "loss";

            public Metric {
                require(split != Split.TEST, "nothing is chosen by a test");
                require(
                        measure.flatMap(m -> m.kind().direction()).isPresent()
                                == measure.isPresent(),
                        "no value of the metric is better than another: " + measure);
            }

            /** The metric that early stopping may watch by that name; empty if there is none. */
            public static Optional<Metric> named(String name) {
                return Stream.of(Split.values())
                        .filter(split -> split != Split.TEST)
                        .filter(split -> name.startsWith(word(split) + "."))
                        .findFirst()
                        .flatMap(split -> named(split, name.substring(word(split).length() + 1)));
            }

            private static Optional<Metric> named(Split split, String name) {
                return name.equals(LOSS)
                        ? Optional.of(new Metric(split, Optional.empty()))
                        : Measure.named(name)
                                .filter(measure -> measure.kind().direction().isPresent())
                                .map(measure -> new Metric(split, Optional.of(measure)));
            }

            /** As in files, reports, signals and snapshots: {@code validation.loss}. */
            public String name() {
                return word(split) + "." + measure.map(Measure::name).orElse(LOSS);
            }

            /** Which values are better. */
            public Direction direction() {
                return measure.flatMap(m -> m.kind().direction()).orElse(Direction.LOWER_IS_BETTER);
            }

            private static String word(Split split) {
                return split.name().toLowerCase(Locale.ROOT);
            }
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
