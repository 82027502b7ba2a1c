package dev.gradstream.job.replay;

import java.io.IOException;
import java.nio.file.Path;

/** Data cannot be streamed; the message names file and line, or byte, and says what is wrong. */
public final class DataFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The message as it stands. */
    public DataFileException(String message) {
        super(message);
    }

    public DataFileException(Path file, String message) {
        super(file + ": " + message);
    }

    public DataFileException(Path file, long line, String message) {
        super(file + ":" + line + ": " + message);
    }
}
