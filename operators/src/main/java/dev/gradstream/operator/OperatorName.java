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
    VALIDATION_FEATURES("validation features", "gradstream-validation-features"),
    VALIDATION_INGEST("validation ingest", "gradstream-validation-ingest"),
    TEST_FEATURES("test features", "gradstream-test-features"),
    TEST_INGEST("test ingest", "gradstream-test-ingest"),
    SEQUENCE("sequence", "gradstream-sequence"),
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
     * Names an operator of keyed state, which is as parallel as the job, and cut into as many key
     * groups whatever that is. It is a task of its own: its neighbours are one subtask whatever the
     * parallelism, and so would it be in a chain.
     */
    public <T> SingleOutputStreamOperator<T> nameKeyed(SingleOutputStreamOperator<T> operator) {
        return operator.name(title).uid(uid).setMaxParallelism(KEY_GROUPS).disableChaining();
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
