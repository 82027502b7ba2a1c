package dev.gradstream.job.run;

/** The job failed for good; the message is the cause's. */
public final class TrainingFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    TrainingFailedException(Throwable cause) {
        super("the training job failed: " + root(cause), cause);
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
