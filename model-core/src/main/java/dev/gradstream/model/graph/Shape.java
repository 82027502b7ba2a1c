package dev.gradstream.model.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sizes of a tensor, row-major. Any of them may be {@link #BATCH}, which is known only when a plan
 * is compiled. The scalar has no dimensions.
 */
public record Shape(List<Integer> dimensions) {
    /** The size of a batch, whatever it will be. */
    public static final int BATCH = -1;

    public Shape {
        dimensions = List.copyOf(dimensions);
        for (int size : dimensions) {
            if (size < 1 && size != BATCH) {
                throw new IllegalArgumentException(
                        "every dimension must be at least 1, got " + dimensions);
            }
        }
    }

    public static Shape of(int... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    public static Shape scalar() {
        return of();
    }

    public int rank() {
        return dimensions.size();
    }

    public int get(int dimension) {
        return dimensions.get(dimension);
    }

    /**
     * Size of the last dimension, in which neighbours lie side by side; 1 for a scalar. It may be
     * {@link #BATCH}.
     */
    public int last() {
        return rank() == 0 ? 1 : get(rank() - 1);
    }

    /** The same for a batch of so many rows: never {@link #BATCH}. */
    public int last(int batch) {
        return last() == BATCH ? batch : last();
    }

    /** The sizes for a batch of so many rows. */
    public long[] sizes(int batch) {
        return dimensions.stream().mapToLong(size -> size == BATCH ? batch : size).toArray();
    }

    /**
     * Number of elements for a batch of so many rows.
     *
     * @throws ArithmeticException if there are more than 2<sup>31</sup> − 1
     */
    public int elements(int batch) {
        long elements = 1;
        for (long size : sizes(batch)) {
            elements *= size;
            if (elements > Integer.MAX_VALUE) {
                throw new ArithmeticException(
                        this + " has more than " + Integer.MAX_VALUE + " elements");
            }
        }
        return (int) elements;
    }

    /** The same shape with a last dimension of 1: one value a row. */
    public Shape column() {
        return withLast(1);
    }

    private Shape withLast(int size) {
        int[] sizes = dimensions.stream().mapToInt(Integer::intValue).toArray();
        sizes[sizes.length - 1] = size;
        return of(sizes);
    }

    /**
     * The shape that both can be expanded to: aligned at the last dimension, with 1 and what is
     * missing stretched, as in NumPy.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Shape broadcast(Shape other) {
        int rank = Math.max(rank(), other.rank());
        return of(
                IntStream.range(0, rank)
                        .map(i -> common(other, fromLeft(i, rank), other.fromLeft(i, rank)))
                        .toArray());
    }

    private int fromLeft(int dimension, int rank) {
        int mine = dimension - (rank - rank());
        return mine < 0 ? 1 : get(mine);
    }

    private int common(Shape other, int a, int b) {
        if (a == b || b == 1) {
            return a;
        }
        if (a == 1) {
            return b;
        }
        throw new IllegalArgumentException("shapes " + this + " and " + other + " do not fit");
    }

    @Override
    public String toString() {
        return dimensions.stream()
                .map(size -> size == BATCH ? "batch" : size.toString())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
