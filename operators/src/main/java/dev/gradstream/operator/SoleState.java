package dev.gradstream.operator;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * The state of an operator that runs as one subtask: one array of bytes, which the operator itself
 * encodes and versions.
 */
public final class SoleState {
    private final ListState<byte[]> state;

    private SoleState(ListState<byte[]> state) {
        this.state = state;
    }

    /**
     * Registers the state.
     *
     * @param name of the state; never changes
     * @throws IllegalStateException if a restored checkpoint holds none or several of it
     */
    public static SoleState of(StateInitializationContext context, String name) throws Exception {
        ListState<byte[]> state =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        name, BytePrimitiveArraySerializer.INSTANCE));
        int count = 0;
        for (Iterator<byte[]> each = state.get().iterator(); each.hasNext(); each.next()) {
            count++;
        }
        if (context.isRestored() && count != 1) {
            throw new IllegalStateException(
                    "the checkpoint holds "
                            + count
                            + " states named "
                            + name
                            + " where it should hold one; it should be one of this pipeline's own"
                            + " training job");
        }
        return new SoleState(state);
    }

    /** What was stored last, or what the checkpoint held; empty for a new job. */
    public Optional<byte[]> latest() throws Exception {
        Iterator<byte[]> elements = state.get().iterator();
        return elements.hasNext() ? Optional.of(elements.next()) : Optional.empty();
    }

    /** Puts the bytes into the checkpoint that is being taken. */
    public void store(byte[] bytes) throws Exception {
        state.update(List.of(bytes));
    }
}
