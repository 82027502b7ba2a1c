package dev.gradstream.job.run;

/** A model cannot be trained; the message ends with the first cause's. */
public final class TrainingFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    TrainingFailedException(Throwable cause) {
        super("training failed: " + root(cause), cause);
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
