package dev.gradstream.model.train;

import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.HoldOutWindow;

/** The part of a trainer's state that is held-out rows: of the validation, or of the test. */
final class HoldOutCodec {
    private static final int BY_KEY = 1;
    private static final int BY_COLUMN = 2;
    private static final int BY_TOPIC = 3;

    private HoldOutCodec() {}

    static void write(StateWriter out, HeldOutRows heldOut) {
        HoldOutWindow.State window = heldOut.window();
        writeRule(out, heldOut.rule());
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

    private static void writeRule(StateWriter out, HoldOutRule rule) {
        if (rule instanceof HoldOutRule.Key key) {
            out.writeInt(BY_KEY);
            out.writeDouble(key.fraction());
        } else if (rule instanceof HoldOutRule.Column column) {
            out.writeInt(BY_COLUMN);
            out.writeString(column.field());
            out.writeList(column.values(), out::writeString);
        } else if (rule instanceof HoldOutRule.Topic topic) {
            out.writeInt(BY_TOPIC);
            out.writeString(topic.name());
        }
    }

    private static HoldOutRule readRule(StateReader in) {
        int kind = in.readInt();
        return switch (kind) {
            case BY_KEY -> new HoldOutRule.Key(in.readDouble());
            case BY_COLUMN ->
                    new HoldOutRule.Column(
                            in.readString(), in.readList(Integer.BYTES, in::readString));
            case BY_TOPIC -> new HoldOutRule.Topic(in.readString());
            default ->
                    throw new IllegalArgumentException(
                            "the trainer's state names " + kind + " as what rows are held out by");
        };
    }

    /**
     * @param split of the rows
     * @param featureCount values in a row of features, as the pipeline file says
     * @param targetCount values in a row of targets
     * @throws IllegalArgumentException if the rows are of another width, or their arrays disagree
     */
    static HeldOutRows read(StateReader in, Split split, int featureCount, int targetCount) {
        return new HeldOutRows(
                split,
                readRule(in),
                in.readOptional(in::readString),
                readWindow(in, split, featureCount, targetCount));
    }

    private static HoldOutWindow.State readWindow(
            StateReader in, Split split, int featureCount, int targetCount) {
        int window = in.readInt();
        int oldest = in.readInt();
        boolean changed = in.readBoolean();
        float[] features = in.readFloats();
        float[] targets = in.readFloats();
        float[] weights = in.readFloats();
        int size = weights.length;
        requireLength("features", features.length, (long) size * featureCount);
        requireLength("targets", targets.length, (long) size * targetCount);
        MiniBatch rows = new MiniBatch(split, Math.max(1, size), featureCount, targetCount);
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
