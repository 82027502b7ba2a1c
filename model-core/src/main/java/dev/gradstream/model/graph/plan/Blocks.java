package dev.gradstream.model.graph.plan;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Ways to bring a stretch of a tensor from native memory into a block. */
final class Blocks {

    /** One stage of a fused kernel, for the n elements from a place on. */
    interface Stage {
        void run(int at, int n);
    }

    private Blocks() {}

    static Stage load(Slice from, float[] block) {
        FloatBuffer source = from.vector().floats();
        int offset = from.offset();
        return (at, n) -> source.get(offset + at, block, 0, n);
    }

    static Stage store(float[] block, Slice to) {
        FloatBuffer target = to.vector().floats();
        int offset = to.offset();
        return (at, n) -> target.put(offset + at, block, 0, n);
    }

    /** The same number everywhere, read anew for each run. */
    static Stage fill(Slice number, float[] block) {
        FloatBuffer source = number.vector().floats();
        int offset = number.offset();
        return (at, n) -> {
            if (at == 0) {
                Arrays.fill(block, 0, n, source.get(offset));
            }
        };
    }

    /** A row again and again. Blocks hold whole rows, or a row is longer than a block. */
    static Stage repeatRow(Slice row, float[] block) {
        int width = row.length();
        if (width == 1) {
            return fill(row, block);
        }
        FloatBuffer source = row.vector().floats();
        int offset = row.offset();
        if (width > Workspace.BLOCK) {
            return (at, n) -> longRow(source, offset, width, block, at, n);
        }
        return (at, n) -> {
            if (at == 0) {
                source.get(offset, block, 0, width);
                for (int filled = width; filled < n; filled *= 2) {
                    System.arraycopy(block, 0, block, filled, Math.min(filled, n - filled));
                }
            }
        };
    }

    private static void longRow(
            FloatBuffer source, int offset, int width, float[] block, int at, int n) {
        int done = 0;
        while (done < n) {
            int column = (at + done) % width;
            int count = Math.min(n - done, width - column);
            source.get(offset + column, block, done, count);
            done += count;
        }
    }

    /** Each number of a column as often as a row is wide. */
    static Stage repeatColumn(Slice column, int width, float[] block) {
        FloatBuffer source = column.vector().floats();
        int offset = column.offset();
        return (at, n) -> {
            int done = 0;
            while (done < n) {
                int row = (at + done) / width;
                int end = Math.min(n, (row + 1) * width - at);
                Arrays.fill(block, done, end, source.get(offset + row));
                done = end;
            }
        };
    }
}
