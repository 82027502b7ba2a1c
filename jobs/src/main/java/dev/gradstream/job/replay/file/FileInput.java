package dev.gradstream.job.replay.file;

import dev.gradstream.job.replay.DataFileException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens data files; what gzip has packed is unpacked, whatever the file is called. */
final class FileInput {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1F8B;

    private FileInput() {}

    /**
     * The file's bytes, from the first on.
     *
     * @throws DataFileException if there is no such file, or it may not be read
     */
    static InputStream open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new DataFileException(path, "a folder; a file is needed");
        }
        InputStream packed = buffered(path);
        try {
            return isGzip(packed) ? new GZIPInputStream(packed, BUFFER) : packed;
        } catch (IOException e) {
            packed.close();
            throw damaged(path, e);
        }
    }

    private static InputStream buffered(Path path) throws IOException {
        try {
            return new BufferedInputStream(Files.newInputStream(path), BUFFER);
        } catch (NoSuchFileException e) {
            throw new DataFileException(path, "no such file");
        } catch (AccessDeniedException e) {
            throw new DataFileException(path, "no permission to read it");
        }
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << Byte.SIZE | in.read();
        in.reset();
        return magic == GZIP_MAGIC;
    }

    /** What a failure to read means, where it is gzip's; else the failure itself. */
    static IOException damaged(Path path, IOException failure) {
        boolean packed = failure instanceof ZipException || failure instanceof EOFException;
        return packed
                ? new DataFileException(path, "damaged or cut off: " + failure.getMessage())
                : failure;
    }
}
