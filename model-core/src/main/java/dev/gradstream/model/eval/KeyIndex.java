package dev.gradstream.model.eval;

/**
 * Finds the row that holds a key: a hash table with linear probing over a caller's array of keys,
 * without boxing. At most half of its slots are taken.
 */
final class KeyIndex {
    private static final int EMPTY = 0;

    private final long[] keys;
    private final int[] slots;
    private final int mask;

    /**
     * @param keys key of each row, which the caller fills before {@link #put}
     */
    KeyIndex(long[] keys) {
        this.keys = keys;
        int capacity = Integer.highestOneBit(Math.max(1, keys.length)) << 2;
        slots = new int[capacity];
        mask = capacity - 1;
    }

    /** The row with that key, or -1. */
    int row(long key) {
        int slot = home(key);
        while (slots[slot] != EMPTY) {
            int row = slots[slot] - 1;
            if (keys[row] == key) {
                return row;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    /** Enters a row under its key, which no other row has. */
    void put(int row) {
        int slot = home(keys[row]);
        while (slots[slot] != EMPTY) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = row + 1;
    }

    /** Takes a row out; its key must still be the one that it was entered under. */
    void remove(int row) {
        int hole = home(keys[row]);
        while (slots[hole] != row + 1) {
            hole = (hole + 1) & mask;
        }
        // Later entries of the same run move up, or a search would end at the hole before them.
        int slot = (hole + 1) & mask;
        while (slots[slot] != EMPTY) {
            int distanceFromHome = (slot - home(keys[slots[slot] - 1])) & mask;
            int distanceFromHole = (slot - hole) & mask;
            if (distanceFromHome >= distanceFromHole) {
                slots[hole] = slots[slot];
                hole = slot;
            }
            slot = (slot + 1) & mask;
        }
        slots[hole] = EMPTY;
    }

    private int home(long key) {
        // A multiplicative hash: keys that a split chose by their hash would cluster otherwise.
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }
}
