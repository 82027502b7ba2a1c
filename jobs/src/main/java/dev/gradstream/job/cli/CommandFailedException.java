package dev.gradstream.job.cli;

/** A command cannot do what was asked; the message is the sentence that the user reads. */
final class CommandFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }

    CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
