package dev.gradstream.operator;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Names and uids of a training job's operators. State is found again by uid, so a uid never
 * changes; the name is what people see.
 */
public enum OperatorName {
    FEATURES("features", "gradstream-features"),
    INGEST("ingest", "gradstream-ingest"),
    LABELS("labels", "gradstream-labels"),
    LABEL_INGEST("label ingest", "gradstream-label-ingest"),
    JOIN("join", "gradstream-join"),
    BATCH("batch", "gradstream-batch"),
    LEARN("learn", "gradstream-learn"),
    METRICS("metrics", "gradstream-metrics"),
    SIGNALS("signals", "gradstream-signals"),
    SNAPSHOTS("snapshots", "gradstream-snapshots"),
    DEAD_LETTERS("dead letters", "gradstream-dead-letters");

    /** Most subtasks of an operator of keyed state; checkpoints are cut by it. */
    public static final int KEY_GROUPS = 128;

    private final String title;
    private final String uid;

    OperatorName(String title, String uid) {
        this.title = title;
        this.uid = uid;
    }

    /** What people see. */
    public String title() {
        return title;
    }

    /** What state is found by. */
    public String uid() {
        return uid;
    }

    /**
     * Names an operator of keyed state; it runs with the job's parallelism, and is cut into as many
     * key groups whatever that is.
     */
    public <T> SingleOutputStreamOperator<T> nameKeyed(SingleOutputStreamOperator<T> operator) {
        return operator.name(title).uid(uid).setMaxParallelism(KEY_GROUPS);
    }

    /** Names an operator; it runs as one subtask, whatever the job's parallelism. */
    public <T> SingleOutputStreamOperator<T> name(SingleOutputStreamOperator<T> operator) {
        return operator.name(title).uid(uid).setParallelism(1).setMaxParallelism(1);
    }

    /** Names a sink; it runs as one subtask, whatever the job's parallelism. */
    public <T> DataStreamSink<T> name(DataStreamSink<T> sink) {
        return sink.name(title).uid(uid).setParallelism(1).setMaxParallelism(1);
    }
}
