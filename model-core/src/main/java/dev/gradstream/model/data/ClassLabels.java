package dev.gradstream.model.data;

import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The labels of a target's classes, found by their UTF-8 bytes without making a text of them. */
final class ClassLabels {
    private final List<String> names;
    private final byte[][] labels;

    /** Open addressing: the slot of a label holds its class + 1; at most half of them are taken. */
    private final int[] slots;

    ClassLabels(List<String> names) {
        this.names = names;
        labels = new byte[names.size()][];
        slots = new int[Integer.highestOneBit(Math.max(1, names.size())) * 4];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
            slots[emptySlot(labels[i])] = i + 1;
        }
    }

    /**
     * The position of the class whose label stands between two positions.
     *
     * @param field whose value it is, for messages
     */
    int indexOf(String field, byte[] bytes, int from, int to) throws RefusedRecordException {
        int slot = firstSlot(bytes, from, to);
        while (slots[slot] != 0) {
            byte[] label = labels[slots[slot] - 1];
            if (Arrays.equals(label, 0, label.length, bytes, from, to)) {
                return slots[slot] - 1;
            }
            slot = nextSlot(slot);
        }
        if (from == to) {
            throw new RefusedRecordException(
                    Reason.MISSING_VALUE,
                    field + " is empty; one of " + Excerpt.list(names) + " belongs there");
        }
        Utf8Text.requireValid(field, bytes, from, to);
        throw new RefusedRecordException(
                Reason.UNKNOWN_CLASS,
                field
                        + " is "
                        + Excerpt.of(bytes, from, to)
                        + ", no known class; one of "
                        + Excerpt.list(names)
                        + " belongs there");
    }

    private int emptySlot(byte[] label) {
        int slot = firstSlot(label, 0, label.length);
        while (slots[slot] != 0) {
            slot = nextSlot(slot);
        }
        return slot;
    }

    private int firstSlot(byte[] bytes, int from, int to) {
        return (int) KeyHash.of(bytes, from, to) & (slots.length - 1);
    }

    private int nextSlot(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
