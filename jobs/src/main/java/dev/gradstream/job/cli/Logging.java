package dev.gradstream.job.cli;

/**
 * Keeps the logs of Kafka, Flink and ND4J off the terminal: warnings go to a file below the
 * system's temporary folder, or to standard error under {@code --debug}.
 */
final class Logging {
    private static final String CONFIGURATION = "log4j2.configurationFile";

    private Logging() {}

    /** Chooses the configuration, unless the user has chosen one. */
    static void configure(boolean debug) {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(
                    CONFIGURATION,
                    debug
                            ? "classpath:gradstream-log4j2-debug.properties"
                            : "classpath:gradstream-log4j2.properties");
        }
    }
}
