package dev.gradstream.model.snapshot;

import dev.gradstream.model.learn.StateDict.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: which tensors the data holds and where, and free strings.
 *
 * @param metadata the strings, in order
 * @param tensors in the order in which they lie in the data
 */
record SafeTensorsHeader(Map<String, String> metadata, List<Tensor> tensors) {

    /** What a tensor's numbers are. */
    enum NumberType {
        F32(Float.BYTES),
        /** PyTorch counts batches in such; nothing here goes by them. */
        I64(Long.BYTES);

        private final int bytes;

        NumberType(int bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * Where a tensor lies.
     *
     * @param begin first byte, counted from the start of the data
     * @param end byte after the last
     */
    record Tensor(String name, NumberType type, List<Integer> shape, long begin, long end) {

        /**
         * @throws SnapshotFormatException if the shape does not fill the bytes
         */
        Tensor {
            shape = List.copyOf(shape);
            if (begin < 0 || end < begin) {
                throw new SnapshotFormatException(
                        "tensor "
                                + name
                                + " has data_offsets ["
                                + begin
                                + ", "
                                + end
                                + "]; they must be 0 or more and in order");
            }
            long needed = bytesOf(name, type, shape);
            if (end - begin != needed) {
                throw new SnapshotFormatException(
                        "tensor "
                                + name
                                + " of shape "
                                + shape
                                + " needs "
                                + needed
                                + " bytes, but its data_offsets hold "
                                + (end - begin));
            }
        }

        int length() {
            return (int) ((end - begin) / type.bytes);
        }

        private static long bytesOf(String name, NumberType type, List<Integer> shape) {
            try {
                long bytes = type.bytes;
                for (int size : shape) {
                    bytes = Math.multiplyExact(bytes, (long) size);
                }
                return bytes;
            } catch (ArithmeticException e) {
                throw new SnapshotFormatException(
                        "tensor " + name + " of shape " + shape + " is larger than any memory");
            }
        }
    }

    SafeTensorsHeader {
        tensors =
                tensors.stream()
                        .sorted(
                                Comparator.comparingLong(Tensor::begin)
                                        .thenComparingLong(Tensor::end))
                        .toList();
    }

    /** Lays the parameters out one after the other. */
    static SafeTensorsHeader of(Map<String, String> metadata, List<Parameter> parameters) {
        List<Tensor> tensors = new ArrayList<>();
        long begin = 0;
        for (Parameter parameter : parameters) {
            long end = begin + (long) parameter.values().length * Float.BYTES;
            tensors.add(
                    new Tensor(parameter.name(), NumberType.F32, parameter.shape(), begin, end));
            begin = end;
        }
        return new SafeTensorsHeader(metadata, tensors);
    }

    /** Bytes of all tensors. */
    long dataLength() {
        return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
    }

    /**
     * Checks that the tensors fill the data without hole, overlap or rest.
     *
     * @throws SnapshotFormatException if they do not
     */
    void requireCovers(long dataLength) {
        long expected = 0;
        for (Tensor tensor : tensors) {
            if (tensor.begin() != expected) {
                throw new SnapshotFormatException(
                        "tensor "
                                + tensor.name()
                                + " begins at byte "
                                + tensor.begin()
                                + " of the data; without hole or overlap it would be "
                                + expected);
            }
            expected = tensor.end();
        }
        if (expected != dataLength) {
            throw new SnapshotFormatException(
                    "the tensors need "
                            + expected
                            + " bytes of data, but the file holds "
                            + dataLength);
        }
    }
}
