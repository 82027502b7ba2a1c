package dev.gradstream.model.train;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.HoldOutWindow;

/** The hold-out window's part of a trainer's state. */
final class HoldOutCodec {
    private HoldOutCodec() {}

    static void write(StateWriter out, HeldOutRows heldOut) {
        HoldOutWindow.State window = heldOut.window();
        out.writeDouble(heldOut.fraction());
        out.writeOptional(heldOut.keyColumn(), out::writeString);
        MiniBatch rows = window.rows();
        int size = rows.size();
        out.writeInt(window.window());
        out.writeInt(window.oldest());
        out.writeBoolean(window.changed());
        out.writeFloats(rows.features(), size * rows.featureCount());
        out.writeFloats(rows.targets(), size * rows.targetCount());
        out.writeFloats(rows.weights(), size);
        out.writeLongs(rows.keys(), size);
        out.writeLongs(rows.eventTimes(), size);
        out.writeInts(rows.partitions(), size);
        out.writeLongs(rows.offsets(), size);
    }

    /**
     * @param featureCount values in a row of features, as the pipeline file says
     * @param targetCount values in a row of targets
     * @throws IllegalArgumentException if the rows are of another width, or their arrays disagree
     */
    static HeldOutRows read(StateReader in, int featureCount, int targetCount) {
        return new HeldOutRows(
                in.readDouble(),
                in.readOptional(in::readString),
                readWindow(in, featureCount, targetCount));
    }

    private static HoldOutWindow.State readWindow(
            StateReader in, int featureCount, int targetCount) {
        int window = in.readInt();
        int oldest = in.readInt();
        boolean changed = in.readBoolean();
        float[] features = in.readFloats();
        float[] targets = in.readFloats();
        float[] weights = in.readFloats();
        int size = weights.length;
        requireLength("features", features.length, (long) size * featureCount);
        requireLength("targets", targets.length, (long) size * targetCount);
        MiniBatch rows =
                new MiniBatch(Split.VALIDATION, Math.max(1, size), featureCount, targetCount);
        System.arraycopy(features, 0, rows.features(), 0, features.length);
        System.arraycopy(targets, 0, rows.targets(), 0, targets.length);
        System.arraycopy(weights, 0, rows.weights(), 0, size);
        copyLongs("keys", in.readLongs(), rows.keys(), size);
        copyLongs("event times", in.readLongs(), rows.eventTimes(), size);
        int[] partitions = in.readInts();
        requireLength("partitions", partitions.length, size);
        System.arraycopy(partitions, 0, rows.partitions(), 0, size);
        copyLongs("offsets", in.readLongs(), rows.offsets(), size);
        rows.setSize(size);
        return new HoldOutWindow.State(rows, window, oldest, changed);
    }

    private static void copyLongs(String what, long[] from, long[] to, int size) {
        requireLength(what, from.length, size);
        System.arraycopy(from, 0, to, 0, size);
    }

    private static void requireLength(String what, int length, long expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    "the trainer's state holds "
                            + length
                            + " values of held-out "
                            + what
                            + ", but "
                            + expected
                            + " are needed here");
        }
    }
}
