package dev.gradstream.operator.metric;

import java.util.List;

/**
 * Every metric of Gradstream's own: the one place where it is named and described. {@code
 * docs/metrics.md} is made of it; dashboards and alerts may name these and Flink's, nothing else.
 *
 * <p>A new metric is a constant here and a call that registers it; tests ask for a panel or an
 * alert that shows it. A label's values must be few and known: reasons, splits, names from the
 * pipeline file, never keys or offsets.
 */
public enum MetricName {
    ACCEPTED(Source.INGEST, Kind.COUNTER, "accepted", "Records that became examples."),
    REFUSED(
            Source.INGEST,
            Kind.COUNTER,
            "refused",
            "Records that went to the dead letters, by reason; of `join` too.",
            "reason"),

    WITHOUT_EXAMPLE(
            Source.SEQUENCE,
            Kind.COUNTER,
            "without_example",
            "Records that no example was made with: the first ones of a series, and those that the"
                    + " stride passes over; later examples may take from them."),

    OPEN_FEATURES(Source.JOIN, Kind.GAUGE, "open", "Features that wait for their label."),
    WAITING_LABELS(Source.JOIN, Kind.GAUGE, "waiting", "Labels that wait for their features."),
    REMEMBERED_KEYS(
            Source.JOIN,
            Kind.GAUGE,
            "remembered",
            "Keys that have met, and are kept to know what comes twice."),
    JOINED(Source.JOIN, Kind.COUNTER, "joined", "Features whose label came."),
    NEGATIVES(
            Source.JOIN,
            Kind.COUNTER,
            "negatives",
            "Features that went on as negative, because no label came in time."),
    DROPPED(
            Source.JOIN,
            Kind.COUNTER,
            "dropped",
            "Features that were dropped, because no label came in time."),

    LEFT_OUT(
            Source.BATCH,
            Kind.COUNTER,
            "left_out",
            "Negatives that were not learnt from, by `keep_negatives`."),

    EXAMPLES(Source.LEARN, Kind.GAUGE, "examples", "Examples learnt from, over all restarts."),
    STEPS(Source.LEARN, Kind.GAUGE, "steps", "Optimizer steps taken, over all restarts."),
    BATCHES(
            Source.LEARN,
            Kind.COUNTER,
            "batches",
            "Training batches taken by this attempt, learnt from or only scored."),
    BATCH_FILL(
            Source.LEARN,
            Kind.GAUGE,
            "batch_fill",
            "Rows of a training batch over `training.batch_size`, 0 to 1; sampled, at most once a millisecond."),
    REFUSED_STEPS(
            Source.LEARN,
            Kind.COUNTER,
            "refused_steps",
            "Steps that were refused because loss, gradient or update was not finite."),
    LOSS(
            Source.LEARN,
            Kind.GAUGE,
            "loss",
            "Loss of the latest report: prequential (`training`), of the hold-out (`validation`),"
                    + " and of the version that was tested last (`test`). NaN before the first, or"
                    + " if not finite.",
            "split"),
    FIGURE(
            Source.LEARN,
            Kind.GAUGE,
            "value",
            "Each metric of the latest report, but those of single classes; the first 64 names.",
            "split",
            "metric"),
    BASELINE(
            Source.LEARN,
            Kind.GAUGE,
            "value",
            "What a baseline comes to on the examples of training: `no_change`, and `majority` of"
                    + " classes or `mean` of numbers.",
            "baseline",
            "metric"),
    LEARNING_RATE(
            Source.LEARN, Kind.GAUGE, "learning_rate", "Of the next step, at the latest report."),
    GRADIENT_NORM(
            Source.LEARN,
            Kind.GAUGE,
            "gradient_norm",
            "Euclidean norm of a step's gradient, before clipping; sampled, at most once a millisecond."),
    UPDATE_RATIO(
            Source.LEARN,
            Kind.GAUGE,
            "update_ratio",
            "How far a step moved the parameters, over their norm; measured once a second. About"
                    + " 1e-3 is usual."),
    STEP_TIME(
            Source.LEARN,
            Kind.SUMMARY,
            "step_nanoseconds",
            "Time of a step, waiting excluded: quantiles over the last 512 samples, at most one a"
                    + " millisecond."),
    PART_TIME(
            Source.LEARN,
            Kind.COUNTER,
            "nanoseconds",
            "Time spent in `wait` (for a batch: source, ingest and batching, and idleness),"
                    + " `copy_in`, `forward_backward`, `update`, and `other` (evaluation, reports,"
                    + " snapshots, checkpoints). The three parts of a step are sampled, at most once a"
                    + " millisecond.",
            "part"),
    LEARNT_AGE(
            Source.LEARN,
            Kind.SUMMARY,
            "learnt_age_milliseconds",
            "From the event time of a batch's oldest example until it was learnt; sampled, at most"
                    + " once a millisecond."),
    PUBLISHED_AGE(
            Source.LEARN,
            Kind.SUMMARY,
            "published_age_milliseconds",
            "From the event time of the oldest example since the version before, until the version"
                    + " was handed to the sink; readers of committed records see it with the next"
                    + " checkpoint."),
    VERSION(Source.LEARN, Kind.GAUGE, "version", "The last published version."),
    VERSIONS(Source.LEARN, Kind.COUNTER, "versions", "Versions published by this attempt."),
    PUBLISHED_AT(
            Source.LEARN,
            Kind.GAUGE,
            "published_milliseconds",
            "When this attempt published last, or began where it has not yet; epoch milliseconds."),
    EARLY_STOPPING_WAITED(
            Source.LEARN,
            Kind.GAUGE,
            "early_stopping_waited",
            "Evaluations since the best one; 0 without early stopping."),
    EARLY_STOPPING_PATIENCE(
            Source.LEARN,
            Kind.GAUGE,
            "early_stopping_patience",
            "Evaluations without improvement that end learning; 0 without early stopping."),
    EARLY_STOPPING_BEST(
            Source.LEARN,
            Kind.GAUGE,
            "early_stopping_best",
            "Best value of the metric that early stopping watches; NaN without."),
    EARLY_STOPPED(
            Source.LEARN, Kind.GAUGE, "early_stopped", "1 once early stopping ended learning."),
    OFF_HEAP_BYTES(
            Source.LEARN,
            Kind.GAUGE,
            "off_heap_bytes",
            "Native memory of ND4J's arrays in the whole process."),
    RESIDENT_BYTES(
            Source.LEARN, Kind.GAUGE, "resident_bytes", "Physical memory of the whole process."),
    STATE_BYTES(
            Source.LEARN,
            Kind.GAUGE,
            "state_bytes",
            "Size of the trainer's state at the latest checkpoint; 0 before the first."),

    TOPIC_EXAMPLES(Source.EXPORTER, Kind.GAUGE, "examples", "Examples learnt from."),
    TOPIC_STEPS(Source.EXPORTER, Kind.GAUGE, "steps", "Optimizer steps taken."),
    TOPIC_VERSION(
            Source.EXPORTER,
            Kind.GAUGE,
            "version",
            "The last published version that a report names; 0 before any. One that is published"
                    + " when learning ends is named only where it is tested."),
    TOPIC_VERSION_TIME(
            Source.EXPORTER,
            Kind.GAUGE,
            "version_timestamp_seconds",
            "Record time of the first report that names the version, among the last thousand at"
                    + " the exporter's start and those since; none before the first version."),
    TOPIC_REPORT_TIME(
            Source.EXPORTER,
            Kind.GAUGE,
            "report_timestamp_seconds",
            "Record time of the latest report."),
    TOPIC_EVENT_TIME(
            Source.EXPORTER,
            Kind.GAUGE,
            "event_timestamp_seconds",
            "Latest event time that was seen."),
    TOPIC_LEARNING_RATE(Source.EXPORTER, Kind.GAUGE, "learning_rate", "Of the next step."),
    TOPIC_LOSS(
            Source.EXPORTER,
            Kind.GAUGE,
            "loss",
            "Loss by split; NaN where it was not finite.",
            "split"),
    TOPIC_FIGURE(
            Source.EXPORTER,
            Kind.GAUGE,
            "metric",
            "Each metric by split, but those of single classes; at most 64 a model.",
            "split",
            "metric"),
    TOPIC_BASELINE(
            Source.EXPORTER,
            Kind.GAUGE,
            "baseline",
            "What a baseline comes to on the examples of training.",
            "baseline",
            "metric"),
    TOPIC_REFUSED_STEPS(
            Source.EXPORTER,
            Kind.COUNTER,
            "refused_steps_total",
            "Steps refused because they would have diverged, since the exporter began."),
    TOPIC_SIGNALS(
            Source.EXPORTER,
            Kind.COUNTER,
            "signals_total",
            "Signals by kind, since the exporter began; `other` beyond the first 32 kinds.",
            "signal"),
    TOPIC_BEST(
            Source.EXPORTER,
            Kind.GAUGE,
            "best",
            "Best value so far, as the latest signal says.",
            "metric"),
    TOPIC_EARLY_STOPPED(
            Source.EXPORTER,
            Kind.GAUGE,
            "early_stopped",
            "1 from the signal that early stopping ended learning, if it is among the last thousand"
                    + " at the exporter's start or came since, until another job reports."),
    EXPORTER_CONNECTED(
            Source.EXPORTER,
            Kind.GAUGE,
            "exporter_connected",
            "1 while the exporter reads the model's topics, 0 while it cannot."),
    EXPORTER_FOREIGN(
            Source.EXPORTER,
            Kind.COUNTER,
            "exporter_foreign_records_total",
            "Records that were neither report nor signal."),

    PRODUCED(
            Source.PRODUCER,
            Kind.COUNTER,
            "produced_records_total",
            "Records handed to the producer, by the topic that they go to.",
            "topic");

    private static final String OPERATOR_SCOPE = "flink_taskmanager_job_task_operator";

    /** Group of all metrics of operators, and prefix of those of processes. */
    public static final String GROUP = "gradstream";

    /** Label of all of them: the pipeline's name. */
    public static final String MODEL = "model";

    private final Source source;
    private final Kind kind;
    private final String word;
    private final String description;

    /** With blanks between. */
    private final String labels;

    /** Who exports it. */
    public enum Source {
        INGEST("the operators `ingest`, `validation ingest`, `test ingest` and `label ingest`"),
        SEQUENCE("the operator `sequence`"),
        JOIN("the operator `join`"),
        BATCH("the operator `batch`"),
        LEARN("the operator `learn`"),
        EXPORTER("`./gradstream exporter`"),
        PRODUCER("`./gradstream produce --metrics-port`");

        private final String title;

        Source(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        boolean isOperator() {
            return this != EXPORTER && this != PRODUCER;
        }
    }

    /** How its numbers behave. */
    public enum Kind {
        /** Only grows, and begins anew with the process. */
        COUNTER,
        /** Any number at any time. */
        GAUGE,
        /** Quantiles 0.5, 0.75, 0.95, 0.98, 0.99, 0.999, and a count. */
        SUMMARY
    }

    MetricName(Source source, Kind kind, String word, String description, String... labels) {
        this.source = source;
        this.kind = kind;
        this.word = word;
        this.description = description;
        this.labels = String.join(" ", labels);
    }

    public Source source() {
        return source;
    }

    public Kind kind() {
        return kind;
    }

    /** Its last word, as Flink knows it. */
    public String word() {
        return word;
    }

    /** For a person; Markdown. */
    public String description() {
        return description;
    }

    /** Its labels beside {@link #MODEL}, in order. */
    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" "));
    }

    /** As Prometheus knows it. */
    public String prometheus() {
        if (!source.isOperator()) {
            return GROUP + "_" + word;
        }
        StringBuilder name = new StringBuilder(OPERATOR_SCOPE);
        name.append('_').append(GROUP).append('_').append(MODEL);
        labels().forEach(label -> name.append('_').append(label));
        return name.append('_').append(word).toString();
    }
}
