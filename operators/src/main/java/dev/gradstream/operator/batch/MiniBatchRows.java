package dev.gradstream.operator.batch;

import dev.gradstream.model.data.MiniBatch;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The valid rows of a mini-batch: their number, then column by column. */
final class MiniBatchRows {
    private MiniBatchRows() {}

    static void write(MiniBatch batch, DataOutputView out) throws IOException {
        int size = batch.size();
        out.writeInt(size);
        write(batch.features(), size * batch.featureCount(), out);
        write(batch.targets(), size * batch.targetCount(), out);
        write(batch.weights(), size, out);
        write(batch.keys(), size, out);
        write(batch.eventTimes(), size, out);
        for (int row = 0; row < size; row++) {
            out.writeInt(batch.partitions()[row]);
        }
        write(batch.offsets(), size, out);
    }

    /**
     * Replaces the rows of a batch.
     *
     * @throws IOException if they are more than it can hold
     */
    static void read(MiniBatch into, DataInputView in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > into.capacity()) {
            throw new IOException(
                    "a partial mini-batch of "
                            + size
                            + " rows was stored, but one holds "
                            + into.capacity()
                            + " now; training.batch_size should be at least "
                            + size);
        }
        into.setSize(size);
        read(into.features(), size * into.featureCount(), in);
        read(into.targets(), size * into.targetCount(), in);
        read(into.weights(), size, in);
        read(into.keys(), size, in);
        read(into.eventTimes(), size, in);
        for (int row = 0; row < size; row++) {
            into.partitions()[row] = in.readInt();
        }
        read(into.offsets(), size, in);
    }

    /** Bytes that so many rows take after their number. */
    static int bytes(int rows, int features, int targets) {
        int row = Float.BYTES * (features + targets + 1) + 3 * Long.BYTES + Integer.BYTES;
        return Math.multiplyExact(rows, row);
    }

    private static void write(float[] values, int count, DataOutputView out) throws IOException {
        for (int i = 0; i < count; i++) {
            out.writeFloat(values[i]);
        }
    }

    private static void write(long[] values, int count, DataOutputView out) throws IOException {
        for (int i = 0; i < count; i++) {
            out.writeLong(values[i]);
        }
    }

    private static void read(float[] into, int count, DataInputView in) throws IOException {
        for (int i = 0; i < count; i++) {
            into[i] = in.readFloat();
        }
    }

    private static void read(long[] into, int count, DataInputView in) throws IOException {
        for (int i = 0; i < count; i++) {
            into[i] = in.readLong();
        }
    }
}
