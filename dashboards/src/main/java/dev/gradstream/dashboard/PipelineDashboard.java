package dev.gradstream.dashboard;

import static dev.gradstream.dashboard.Query.rate;
import static dev.gradstream.dashboard.Query.series;
import static dev.gradstream.dashboard.Query.where;

import dev.gradstream.dashboard.Dashboard.Variable;
import dev.gradstream.dashboard.Panel.Option;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import dev.gradstream.operator.metric.MetricName;
import java.util.Arrays;
import java.util.List;

/** How the stream flows through a job, and where its time and memory go. */
final class PipelineDashboard {
    private static final Variable JOB =
            new Variable(
                    "job",
                    "Job",
                    "label_values(" + FlinkMetric.RESTARTS.prometheus() + ", job_name)",
                    true);
    private static final String NANOS = " / 1e9";
    private static final String MILLIS = " / 1e3";

    private PipelineDashboard() {}

    static Dashboard get() {
        return new Dashboard(
                "gradstream-pipeline",
                "Gradstream / Pipeline",
                "Throughput, lag, step time, dead letters, freshness, checkpoints and memory.",
                List.of(ModelDashboard.MODEL, JOB),
                ModelDashboard.annotations(),
                panels());
    }

    private static List<Panel> panels() {
        return List.of(
                throughput(),
                lag(),
                pressure(),
                deadLetters(),
                join(),
                joined(),
                passedOver(),
                stepTime(),
                parts(),
                freshness(),
                steps(),
                versions(),
                checkpoints(),
                stateSize(),
                memory(),
                restarts(),
                exporter());
    }

    private static Panel throughput() {
        return Panel.lines(
                "Throughput",
                "Records and examples a second, along the way.",
                "ops",
                Query.of(rate(MetricName.PRODUCED), "{{model}} produced to {{topic}}"),
                Query.of(rate(MetricName.ACCEPTED), "{{model}} {{operator_name}} accepted"),
                Query.of(rate(MetricName.EXAMPLES), "{{model}} learnt"));
    }

    private static Panel lag() {
        return Panel.lines(
                "Lag",
                "Records in the features topic that are not read yet.",
                "short",
                Query.of(
                        "sum by (job_name) (" + series(FlinkMetric.PENDING_RECORDS) + ")",
                        "{{job_name}}"));
    }

    private static Panel pressure() {
        return Panel.lines(
                        "Busy, idle, back-pressured",
                        "Share of the task's time. The job is one chain in one thread: busy all the"
                                + " time means that it is the bottleneck.",
                        "percentunit",
                        Query.of(series(FlinkMetric.BUSY) + MILLIS, "{{job_name}} busy"),
                        Query.of(series(FlinkMetric.IDLE) + MILLIS, "{{job_name}} idle"),
                        Query.of(
                                series(FlinkMetric.BACK_PRESSURED) + MILLIS,
                                "{{job_name}} back-pressured"))
                .with(Option.STACKED);
    }

    private static Panel deadLetters() {
        return Panel.lines(
                        "Dead letters",
                        "Refused records a second, by reason. The dead-letter topic has each with"
                                + " its message.",
                        "ops",
                        Query.of("sum by (reason) (" + rate(MetricName.REFUSED) + ")", "{{reason}}")
                                .named(
                                        Arrays.stream(Reason.values())
                                                .map(Reason::name)
                                                .toArray(String[]::new)))
                .with(Option.STACKED);
    }

    private static Panel join() {
        return Panel.lines(
                "Join",
                "What the join of labels keeps: features that wait for their label, labels that"
                        + " wait for their features, keys that have met.",
                "short",
                Query.of(joinSum(series(MetricName.OPEN_FEATURES)), "{{model}} features"),
                Query.of(joinSum(series(MetricName.WAITING_LABELS)), "{{model}} labels"),
                Query.of(joinSum(series(MetricName.REMEMBERED_KEYS)), "{{model}} keys"));
    }

    private static Panel joined() {
        return Panel.lines(
                "Joined",
                "Features a second that left the join: with their label, as negative, or not at"
                        + " all, because no label came in time.",
                "ops",
                Query.of(joinSum(rate(MetricName.JOINED)), "{{model}} joined"),
                Query.of(joinSum(rate(MetricName.NEGATIVES)), "{{model}} negatives"),
                Query.of(joinSum(rate(MetricName.DROPPED)), "{{model}} dropped"));
    }

    /** The join is as parallel as the job. */
    private static String joinSum(String ofSubtasks) {
        return "sum by (model) (" + ofSubtasks + ")";
    }

    private static Panel passedOver() {
        return Panel.lines(
                "Passed over",
                "A second: records of series that no example was made with, and negatives that"
                        + " were left out.",
                "ops",
                Query.of(
                        "sum by (model) (" + rate(MetricName.WITHOUT_EXAMPLE) + ")",
                        "{{model}} without example"),
                Query.of(rate(MetricName.LEFT_OUT), "{{model}} left out"));
    }

    private static Panel stepTime() {
        return Panel.lines(
                "Step time",
                "Of the last steps, waiting excluded.",
                "s",
                quantile(MetricName.STEP_TIME, "0.5", NANOS, "median"),
                quantile(MetricName.STEP_TIME, "0.99", NANOS, "99 %"));
    }

    private static Panel parts() {
        return Panel.lines(
                        "Where the time goes",
                        "Share of the learner's time. Waiting is for a batch: reading, decoding,"
                                + " batching, and idleness.",
                        "percentunit",
                        Query.of(
                                        "sum by (part) ("
                                                + rate(MetricName.PART_TIME)
                                                + ")"
                                                + NANOS,
                                        "{{part}}")
                                .named("wait", "copy_in", "forward_backward", "update", "other"))
                .with(Option.STACKED);
    }

    private static Panel freshness() {
        return Panel.lines(
                        "Freshness",
                        "Age of examples, from their event time, when they are learnt and when the"
                                + " model that knows them is published (95 %); and of the newest"
                                + " example that was seen.",
                        "s",
                        quantile(MetricName.LEARNT_AGE, "0.95", MILLIS, "learnt"),
                        quantile(MetricName.PUBLISHED_AGE, "0.95", MILLIS, "published"),
                        Query.of(
                                "time() - " + series(MetricName.TOPIC_EVENT_TIME),
                                "{{model}} newest"))
                .with(Option.LOGARITHMIC);
    }

    private static Panel steps() {
        return Panel.lines(
                "Steps and batches",
                "A second; a batch that is only scored, or whose step is refused, is no step.",
                "ops",
                Query.of(rate(MetricName.STEPS), "{{model}} steps"),
                Query.of(rate(MetricName.BATCHES), "{{model}} batches"),
                Query.of(rate(MetricName.REFUSED_STEPS), "{{model}} refused steps"),
                Query.of(series(MetricName.BATCH_FILL), "{{model}} batch fill").ofBaseline());
    }

    private static Panel versions() {
        return Panel.lines(
                        "Versions",
                        "Published a minute, the last version's number, and seconds since.",
                        "short",
                        Query.of(rate(MetricName.VERSIONS) + " * 60", "{{model}} a minute"),
                        Query.of(series(MetricName.VERSION), "{{model}} version"),
                        Query.of(
                                "time() - " + series(MetricName.PUBLISHED_AT) + MILLIS,
                                "{{model}} seconds since"))
                .with(Option.LOGARITHMIC);
    }

    private static Panel checkpoints() {
        return Panel.lines(
                "Checkpoints",
                "Completed and failed a minute, and how long the last took, in seconds.",
                "short",
                Query.of(perMinute(FlinkMetric.CHECKPOINTS_COMPLETED), "{{job_name}} completed"),
                Query.of(perMinute(FlinkMetric.CHECKPOINTS_FAILED), "{{job_name}} failed"),
                Query.of(series(FlinkMetric.CHECKPOINT_DURATION) + MILLIS, "{{job_name}} seconds"));
    }

    private static Panel stateSize() {
        return Panel.lines(
                        "State",
                        "Of the whole checkpoint, and of the trainer in it.",
                        "bytes",
                        Query.of(series(FlinkMetric.CHECKPOINT_SIZE), "{{job_name}} checkpoint"),
                        Query.of(series(MetricName.STATE_BYTES), "{{model}} trainer"))
                .with(Option.LOGARITHMIC);
    }

    private static Panel memory() {
        return Panel.lines(
                "Memory",
                "Of each TaskManager's process: resident, ND4J's arrays, Java heap.",
                "bytes",
                Query.of(series(MetricName.RESIDENT_BYTES), "{{model}} resident"),
                Query.of(series(MetricName.OFF_HEAP_BYTES), "{{model}} arrays"),
                Query.of(FlinkMetric.HEAP_USED.prometheus(), "{{tm_id}} heap"));
    }

    private static Panel restarts() {
        return Panel.lines(
                "Restarts",
                "How often the job was restarted from a checkpoint.",
                "short",
                Query.of(series(FlinkMetric.RESTARTS), "{{job_name}}"));
    }

    private static Panel exporter() {
        return Panel.lines(
                "Exporter",
                "1 while the topics are read; records a second that somebody else wrote there; and"
                        + " seconds since the latest report.",
                "short",
                Query.of(series(MetricName.EXPORTER_CONNECTED), "{{model}} connected"),
                Query.of(rate(MetricName.EXPORTER_FOREIGN), "{{model}} foreign"),
                Query.of(
                        "time() - " + series(MetricName.TOPIC_REPORT_TIME),
                        "{{model}} seconds since report"));
    }

    private static String perMinute(FlinkMetric name) {
        return "rate(" + series(name) + "[$__rate_interval]) * 60";
    }

    private static Query quantile(MetricName name, String quantile, String unit, String legend) {
        return Query.of(where(name, "quantile=\"" + quantile + "\"") + unit, "{{model}} " + legend);
    }
}
