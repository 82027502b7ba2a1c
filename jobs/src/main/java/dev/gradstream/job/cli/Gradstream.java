package dev.gradstream.job.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line's front door. */
@Command(
        name = "gradstream",
        description = "Trains neural networks continuously on Kafka streams.",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            CheckCommand.class,
            DemoCommand.class,
            ExporterCommand.class,
            ProduceCommand.class,
            ReportCommand.class,
            TailCommand.class,
            TrainCommand.class,
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage"})
public final class Gradstream {
    private static final String DEBUG = "--debug";

    @Option(
            names = DEBUG,
            scope = ScopeType.INHERIT,
            description = "Show warnings, and the stack trace of a failure.")
    private boolean debug;

    private Gradstream() {}

    /**
     * Runs one command and ends the process with its exit status: 0 done, 1 failed, 2 wrong usage.
     */
    public static void main(String[] arguments) {
        // Before the first logger: log4j reads its configuration once.
        Logging.configure(List.of(arguments).contains(DEBUG));
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        ErrorReport errors = new ErrorReport();
        return new CommandLine(new Gradstream())
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    static boolean debug(ParseResult parsed) {
        Gradstream root = (Gradstream) parsed.commandSpec().root().userObject();
        return root.debug;
    }
}
