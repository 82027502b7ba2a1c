package dev.gradstream.operator;

import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Keeps tasks of one subtask in one slot, and with that in one process, though other tasks stand
 * between them: the first and the last meet at a {@link
 * dev.gradstream.operator.kafka.source.StopSwitch}.
 */
public final class OneProcess {
    private static final String GROUP = "gradstream";

    private OneProcess() {}

    /**
     * Puts tasks together.
     *
     * @param heads the first operator of each task: Flink goes by that one
     */
    public static void of(SingleOutputStreamOperator<?>... heads) {
        for (SingleOutputStreamOperator<?> head : heads) {
            head.getTransformation().setCoLocationGroupKey(GROUP);
        }
    }
}
