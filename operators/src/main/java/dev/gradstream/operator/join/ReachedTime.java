package dev.gradstream.operator.join;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * How far event time has come, across restarts: Flink keeps no watermarks, so what was settled
 * before a failure would be open again to records that come late.
 *
 * <p>As bytes: format version, epoch milliseconds.
 */
final class ReachedTime {
    static final String STATE = "join-reached-time";
    static final int FORMAT_VERSION = 1;

    private final ListState<byte[]> state;
    private long latest;

    private ReachedTime(ListState<byte[]> state, long latest) {
        this.state = state;
        this.latest = latest;
    }

    /**
     * What a checkpoint holds of all subtasks, and of that the latest: they had the same
     * watermarks.
     *
     * @throws IOException if it is of another format
     */
    static ReachedTime of(StateInitializationContext context) throws Exception {
        ListState<byte[]> state =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(
                                        STATE, BytePrimitiveArraySerializer.INSTANCE));
        long latest = Long.MIN_VALUE;
        for (byte[] bytes : state.get()) {
            latest = Math.max(latest, decode(bytes));
        }
        return new ReachedTime(state, latest);
    }

    /** Epoch milliseconds; {@link Long#MIN_VALUE} before any watermark. */
    long latest() {
        return latest;
    }

    /** Event time has come so far; to its end it comes again in every attempt. */
    void set(long time) {
        if (time != Long.MAX_VALUE) {
            latest = time;
        }
    }

    /** Puts it into the checkpoint that is being taken. */
    void store() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(Integer.BYTES + Long.BYTES);
        out.writeInt(FORMAT_VERSION);
        out.writeLong(latest);
        state.update(List.of(out.getCopyOfBuffer()));
    }

    static long decode(byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        int version = in.readInt();
        if (version != FORMAT_VERSION) {
            throw new IOException(
                    "the join's event time has format version "
                            + version
                            + ", but this program reads version "
                            + FORMAT_VERSION);
        }
        return in.readLong();
    }
}
