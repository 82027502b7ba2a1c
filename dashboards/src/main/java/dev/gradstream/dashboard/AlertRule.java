package dev.gradstream.dashboard;

import dev.gradstream.operator.metric.MetricName;
import java.util.Locale;

/**
 * What somebody should look at. Each has its entry in {@code dashboards/runbook.md}, and a case
 * that fires and one that does not in {@code prometheus/tests}.
 */
public enum AlertRule {
    NO_STEPS(
            "changes(" + MetricName.TOPIC_STEPS.prometheus() + "[10m])",
            "== 0 unless on (model) "
                    + ModelState.stoppedEarly()
                    + " unless on (model) "
                    + mostSteps("")
                    + " > "
                    + mostSteps(" offset 10m")
                    + " unless on (model) "
                    + MetricName.EXPORTER_CONNECTED.prometheus()
                    + " == 0",
            "5m",
            Severity.CRITICAL,
            "{{ $labels.model }} has learnt nothing for 15 minutes",
            "Look whether the job runs, then whether records come: the Pipeline dashboard's"
                    + " throughput and lag. An idle stream fires it too; a model that early stopping"
                    + " ended or froze does not."),
    DIVERGENCE(
            "increase(" + MetricName.TOPIC_REFUSED_STEPS.prometheus() + "[5m])",
            "> 0",
            "0m",
            Severity.WARNING,
            "{{ $labels.model }} refused steps that would have led to NaN",
            "The parameters are safe. Look at the gradient norm and at the records of that time;"
                    + " lower the learning rate, or set clip_grad_norm."),
    LOSS_NOT_FINITE(
            MetricName.TOPIC_LOSS.prometheus(),
            "!= " + MetricName.TOPIC_LOSS.prometheus(),
            "5m",
            Severity.CRITICAL,
            "the {{ $labels.split }} loss of {{ $labels.model }} is not a finite number",
            "Nothing has been learnt from batches of late. Look at the signals topic; go back to an"
                    + " earlier version with --init, with a lower learning rate."),
    LOSS_ABOVE_BASELINE(
            MetricName.TOPIC_LOSS.prometheus() + "{split=\"training\"}",
            "> on (model) group_left min by (model) (" + lately(baseline("loss")) + ")",
            "15m",
            Severity.WARNING,
            "{{ $labels.model }} has a higher loss than a constant prediction",
            "Of a new model, wait. Else the stream has changed or labels are late or wrong: compare"
                    + " with the Model dashboard's baselines, and look for drift. A lower learning"
                    + " rate helps where the loss jumps."),
    ACCURACY_BELOW_BASELINE(
            MetricName.TOPIC_FIGURE.prometheus() + "{split=\"training\",metric=\"accuracy\"}",
            "< on (model) group_left max by (model) (" + besidesLoss("accuracy") + ")",
            "15m",
            Severity.WARNING,
            "{{ $labels.model }} is less accurate than a baseline that learns next to nothing",
            "As for LossAboveBaseline; where no_change wins, add the last target as a column."),
    ERROR_ABOVE_BASELINE(
            MetricName.TOPIC_FIGURE.prometheus() + "{split=\"training\",metric=\"rmse\"}",
            "> on (model) group_left min by (model) (" + besidesLoss("rmse") + ")",
            "15m",
            Severity.WARNING,
            "{{ $labels.model }} errs more than a baseline that learns next to nothing",
            "As for AccuracyBelowBaseline."),
    SNAPSHOT_TOO_OLD(
            "time() - " + MetricName.TOPIC_VERSION_TIME.prometheus(),
            "> 3600 unless on (model) " + ModelState.stoppedEarly(),
            "5m",
            Severity.WARNING,
            "the newest version of {{ $labels.model }} is {{ $value | humanizeDuration }} old",
            "Whoever scores uses an old model. Look whether steps are taken, checkpoints complete"
                    + " (with exactly_once a version is read only after one) and snapshots.every is"
                    + " not too large."),
    DEAD_LETTERS(
            refused() + " / (" + refused() + " + " + accepted() + ")",
            "> 0.01",
            "5m",
            Severity.WARNING,
            "{{ $value | humanizePercentage }} of the records for {{ $labels.model }} are refused",
            "See the reasons on the Pipeline dashboard and the records by ./gradstream tail -f FILE"
                    + " dead-letters; most often a producer has changed its format."),
    LAG(
            "sum by (job_name) (" + FlinkMetric.PENDING_RECORDS.prometheus() + ")",
            "> 100000",
            "10m",
            Severity.WARNING,
            "{{ $labels.job_name }} is {{ $value | humanize }} records behind",
            "Where the task is busy all the time, learning is too slow: larger batches, a smaller"
                    + " network or a faster machine. Where it is not, look at sinks and broker."),
    CHECKPOINTS_FAIL(
            "increase(" + FlinkMetric.CHECKPOINTS_FAILED.prometheus() + "[10m])",
            "> 0",
            "0m",
            Severity.CRITICAL,
            "checkpoints of {{ $labels.job_name }} fail",
            "With exactly_once readers see nothing new meanwhile, and a restart goes far back. Look"
                    + " at Flink's page of checkpoints: storage full or unreachable, or timeouts."),
    RESTARTS(
            "increase(" + FlinkMetric.RESTARTS.prometheus() + "[15m])",
            "> 2",
            "0m",
            Severity.WARNING,
            "{{ $labels.job_name }} was restarted {{ $value | humanize }} times in 15 minutes",
            "Each goes back to the last checkpoint. Look at Flink's page of exceptions."),
    MEMORY_GROWTH(
            "deriv(" + MetricName.RESIDENT_BYTES.prometheus() + "[1h]) * 3600",
            "> 100e6",
            "2h",
            Severity.WARNING,
            "a TaskManager's process grows by {{ $value | humanize1024 }}B an hour",
            "Compare resident memory, ND4J's arrays and Java heap on the Pipeline dashboard: what"
                    + " grows alone is the leak. Restart the TaskManager before it is killed."),
    EXPORTER_BLIND(
            MetricName.EXPORTER_CONNECTED.prometheus(),
            "== 0",
            "2m",
            Severity.WARNING,
            "the exporter cannot read the topics of {{ $labels.model }}",
            "Every other number of the model's topics is old. Look at the broker, and at the"
                    + " exporter's log."),
    EXPORTER_GONE(
            "(count(" + MetricName.EXPORTER_CONNECTED.prometheus() + ") or vector(0))",
            "== 0",
            "5m",
            Severity.WARNING,
            "no exporter is scraped",
            "Alerts that go by models' topics are silent, and the Model and Fleet dashboards have"
                    + " nothing new. Look whether ./gradstream exporter runs, and whether Prometheus"
                    + " reaches it.");

    private final String value;
    private final String condition;
    private final String lasting;
    private final Severity severity;
    private final String summary;
    private final String runbook;

    /** How soon somebody should look. */
    enum Severity {
        /** Within hours. */
        WARNING,
        /** Now. */
        CRITICAL
    }

    AlertRule(
            String value,
            String condition,
            String lasting,
            Severity severity,
            String summary,
            String runbook) {
        this.value = value;
        this.condition = condition;
        this.lasting = lasting;
        this.severity = severity;
        this.summary = summary;
        this.runbook = runbook;
    }

    /** How far the learner got in ten minutes, whatever a restart took back. */
    private static String mostSteps(String when) {
        return "max by (model) (max_over_time("
                + MetricName.STEPS.prometheus()
                + "[10m]"
                + when
                + "))";
    }

    private static String baseline(String metric) {
        return MetricName.TOPIC_BASELINE.prometheus() + "{metric=\"" + metric + "\"}";
    }

    /** A report without training has no baselines, which is no reason to begin anew. */
    private static String lately(String series) {
        return "last_over_time(" + series + "[15m])";
    }

    /** The baselines of a metric, less the constant one where the loss is held against it. */
    private static String besidesLoss(String metric) {
        String constant =
                MetricName.TOPIC_BASELINE.prometheus()
                        + "{metric=\""
                        + metric
                        + "\",baseline!=\"no_change\"}";
        String noChange = constant.replace("!=", "=");
        return lately(noChange)
                + " or "
                + lately(constant)
                + " unless on (model) "
                + lately(baseline("loss"));
    }

    private static String refused() {
        return "sum by (model) (rate(" + MetricName.REFUSED.prometheus() + "[5m]))";
    }

    private static String accepted() {
        return "sum by (model) (rate(" + MetricName.ACCEPTED.prometheus() + "[5m]))";
    }

    /** As Alertmanager knows it: {@code GradstreamNoSteps}. */
    public String alertName() {
        StringBuilder words = new StringBuilder("Gradstream");
        for (String word : name().split("_", -1)) {
            words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }

    /** What is watched: it has a value whether or not the alert fires. */
    public String value() {
        return value;
    }

    /** When it fires, in PromQL. */
    String expression() {
        return value + " " + condition;
    }

    /** How long that must last. */
    String lasting() {
        return lasting;
    }

    Severity severity() {
        return severity;
    }

    String summary() {
        return summary;
    }

    /** What to do. */
    String runbook() {
        return runbook;
    }
}
