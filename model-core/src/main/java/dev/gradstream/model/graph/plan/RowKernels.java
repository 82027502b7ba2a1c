package dev.gradstream.model.graph.plan;

import dev.gradstream.model.graph.Expand.Pattern;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Sums and maxima along rows and columns, as Java loops over blocks. */
final class RowKernels {
    private final float[] block;
    private final float[] half;

    RowKernels(Workspace workspace) {
        block = workspace.block(0);
        half = workspace.block(1);
    }

    /**
     * @param pattern how the sum is repeated to get the shape of what is summed
     * @param width of a row of what is summed
     */
    Instruction sum(Pattern pattern, Slice from, Slice to, int width) {
        return switch (pattern) {
            case SCALAR -> step -> to.vector().put(to.offset(), sumAll(from));
            case COLUMN -> step -> rowSums(from, to, width);
            case ROW -> sumOfRows(from, to);
        };
    }

    private double sumAll(Slice from) {
        FloatBuffer source = from.vector().floats();
        double sum = 0;
        for (int at = 0; at < from.length(); at += Workspace.BLOCK) {
            int n = Math.min(Workspace.BLOCK, from.length() - at);
            source.get(from.offset() + at, block, 0, n);
            sum += sum(block, 0, n);
        }
        return sum;
    }

    /** Four sums at a time: an addition need not wait for the one before it. */
    private static double sum(float[] values, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        for (; i < to; i++) {
            a += values[i];
        }
        return (a + b) + (c + d);
    }

    private void rowSums(Slice from, Slice to, int width) {
        FloatBuffer source = from.vector().floats();
        FloatBuffer target = to.vector().floats();
        for (int row = 0; row < to.length(); row++) {
            double sum = 0;
            for (int at = 0; at < width; at += Workspace.BLOCK) {
                int n = Math.min(Workspace.BLOCK, width - at);
                source.get(from.offset() + row * width + at, block, 0, n);
                sum += sum(block, 0, n);
            }
            target.put(to.offset() + row, (float) sum);
        }
    }

    /** The largest value of each row. */
    Instruction max(Slice from, Slice to, int width) {
        FloatBuffer source = from.vector().floats();
        FloatBuffer target = to.vector().floats();
        return step -> {
            for (int row = 0; row < to.length(); row++) {
                float max = Float.NEGATIVE_INFINITY;
                for (int at = 0; at < width; at += Workspace.BLOCK) {
                    int n = Math.min(Workspace.BLOCK, width - at);
                    source.get(from.offset() + row * width + at, block, 0, n);
                    max = Math.max(max, max(block, n));
                }
                target.put(to.offset() + row, max);
            }
        };
    }

    private static float max(float[] values, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, values[i]);
        }
        return max;
    }

    /**
     * One row that is the sum of all. A block of rows is folded in halves, each one long addition
     * however narrow a row is; and so the rounding error grows with the logarithm of their number.
     */
    private Instruction sumOfRows(Slice from, Slice to) {
        int width = Math.min(to.length(), Workspace.BLOCK);
        float[] total = new float[width];
        return step -> {
            for (int column = 0; column < to.length(); column += width) {
                int n = Math.min(width, to.length() - column);
                sumOfRows(from, column, n, to.length(), total);
                to.vector().floats().put(to.offset() + column, total, 0, n);
            }
        };
    }

    private void sumOfRows(Slice from, int column, int n, int width, float[] total) {
        Arrays.fill(total, 0, n, 0f);
        FloatBuffer source = from.vector().floats();
        int rows = from.length() / width;
        int rowsInBlock = n == width ? Workspace.BLOCK / n : 1;
        for (int row = 0; row < rows; row += rowsInBlock) {
            int count = Math.min(rowsInBlock, rows - row);
            source.get(from.offset() + row * width + column, block, 0, count * n);
            fold(count, n);
            BlockLoops.add(total, block, total, n);
        }
    }

    /** Adds up the rows of the block, into its first. */
    private void fold(int rows, int width) {
        int left = rows;
        while (left > 1) {
            int pairs = left / 2;
            int kept = left - pairs;
            System.arraycopy(block, kept * width, half, 0, pairs * width);
            BlockLoops.add(block, half, block, pairs * width);
            left = kept;
        }
    }
}
