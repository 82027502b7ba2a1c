package dev.gradstream.job.replay;

import java.io.IOException;
import java.nio.file.Path;

/** A data file cannot be streamed; the message names file and line and says what is wrong. */
public final class DataFileException extends IOException {
    private static final long serialVersionUID = 1L;

    DataFileException(Path file, String message) {
        super(file + ": " + message);
    }

    DataFileException(Path file, long line, String message) {
        super(file + ":" + line + ": " + message);
    }
}
