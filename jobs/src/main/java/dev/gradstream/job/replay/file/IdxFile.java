package dev.gradstream.job.replay.file;

import dev.gradstream.job.replay.DataFileException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A file of unsigned bytes in one or more dimensions, as MNIST has them: two bytes 0, the type 8,
 * the number of dimensions, the size of each in four bytes, the highest first, then the bytes
 * themselves, the last dimension running fastest. Source: Y. LeCun, C. Cortes, C. Burges, "The
 * MNIST database", section "File formats".
 *
 * @param items size of the first dimension
 * @param itemSize bytes of one item: the product of the other dimensions
 * @param shape the other dimensions, as {@code 28 x 28}
 */
record IdxFile(Path path, int items, int itemSize, String shape) {
    private static final int UNSIGNED_BYTE = 8;

    /** Most bytes of an item: so large may a vector column be. */
    private static final int MAX_ITEM = 1_000_000;

    /**
     * Reads the header.
     *
     * @throws DataFileException if it is none, or of other things than unsigned bytes
     */
    static IdxFile open(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(FileInput.open(path))) {
            int magic = in.readInt();
            int dimensions = magic & 0xFF;
            if (magic >>> Byte.SIZE != UNSIGNED_BYTE || dimensions == 0) {
                throw new DataFileException(
                        path,
                        "begins with 0x%08x; an IDX file of unsigned bytes begins with 0x00000801 to"
                                        .formatted(magic)
                                + " 0x000008ff");
            }
            int items = in.readInt();
            StringBuilder shape = new StringBuilder();
            long itemSize = 1;
            for (int dimension = 1; dimension < dimensions; dimension++) {
                int size = in.readInt();
                shape.append(dimension == 1 ? "" : " x ").append(size);
                itemSize = size < 1 ? MAX_ITEM + 1L : Math.min(itemSize * size, MAX_ITEM + 1L);
            }
            if (items < 0 || itemSize > MAX_ITEM) {
                throw new DataFileException(
                        path,
                        "says that it holds %d items of %s bytes; from 1 to %d bytes belong in an item"
                                .formatted(items, shape, MAX_ITEM));
            }
            return new IdxFile(path, items, (int) itemSize, shape.toString());
        } catch (EOFException e) {
            throw new DataFileException(path, "ends in the middle of an IDX file's header");
        }
    }

    /** Opens it behind the header. */
    Items read() throws IOException {
        InputStream in = FileInput.open(path);
        int dimensions = shape.isEmpty() ? 1 : 1 + shape.split(" x ", -1).length;
        long header = (1L + dimensions) * Integer.BYTES;
        in.skipNBytes(header);
        return new Items(in, header);
    }

    /** The items, one after the other. */
    final class Items implements AutoCloseable {
        private final InputStream in;
        private final byte[] item = new byte[itemSize];
        private final long header;
        private int next;

        private Items(InputStream in, long header) {
            this.in = in;
            this.header = header;
        }

        /** Byte at which the item that was read last begins. */
        long offset() {
            return header + (next - 1L) * itemSize;
        }

        /**
         * The next item, in a buffer that is used again.
         *
         * @throws DataFileException if the file ends before it does
         */
        byte[] next() throws IOException {
            int count = readFully();
            if (count < itemSize) {
                throw new DataFileException(
                        path,
                        "ends at byte %d, in item %d of the %d that its header promises"
                                .formatted(header + (long) next * itemSize + count, next, items));
            }
            next++;
            return item;
        }

        private int readFully() throws IOException {
            try {
                return in.readNBytes(item, 0, itemSize);
            } catch (IOException e) {
                throw FileInput.damaged(path, e);
            }
        }

        /**
         * Checks that the last item ends the file.
         *
         * @throws DataFileException if something comes behind it
         */
        void requireEnd() throws IOException {
            if (in.read() >= 0) {
                throw new DataFileException(
                        path,
                        "goes on at byte %d, behind the %d items that its header promises"
                                .formatted(header + (long) items * itemSize, items));
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
