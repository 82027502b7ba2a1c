package dev.gradstream.job.replay.format;

import java.io.IOException;

/**
 * A field cannot be written in the pipeline's format; the message names the field, and whoever
 * knows where the row stands adds that.
 */
public final class UnfitFieldException extends IOException {
    private static final long serialVersionUID = 1L;

    UnfitFieldException(String message) {
        super(message);
    }

    UnfitFieldException(String message, Throwable cause) {
        super(message, cause);
    }
}
