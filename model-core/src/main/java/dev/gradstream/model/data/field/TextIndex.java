package dev.gradstream.model.data.field;

import dev.gradstream.model.data.KeyHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Distinct texts by number, found by their UTF-8 bytes without making a text of them. */
public final class TextIndex {
    /** Of a text that is not there. */
    public static final int NONE = -1;

    private final byte[][] texts;

    /** Open addressing: the slot of a text holds its number + 1; at most half of them are taken. */
    private final int[] slots;

    /**
     * @param texts all different, in the order of their numbers
     */
    public TextIndex(List<String> texts) {
        this.texts = new byte[texts.size()][];
        slots = new int[Integer.highestOneBit(Math.max(1, texts.size())) * 4];
        for (int i = 0; i < texts.size(); i++) {
            byte[] text = texts.get(i).getBytes(StandardCharsets.UTF_8);
            this.texts[i] = text;
            slots[emptySlot(text)] = i + 1;
        }
    }

    /** The number of the text between two positions; {@link #NONE} if it is not there. */
    public int find(byte[] bytes, int from, int to) {
        int slot = firstSlot(bytes, from, to);
        while (slots[slot] != 0) {
            byte[] text = texts[slots[slot] - 1];
            if (Arrays.equals(text, 0, text.length, bytes, from, to)) {
                return slots[slot] - 1;
            }
            slot = nextSlot(slot);
        }
        return NONE;
    }

    /** As {@link #find(byte[], int, int)}. */
    public int find(Utf8Text text) {
        return find(text.bytes(), text.from(), text.to());
    }

    private int emptySlot(byte[] text) {
        int slot = firstSlot(text, 0, text.length);
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
