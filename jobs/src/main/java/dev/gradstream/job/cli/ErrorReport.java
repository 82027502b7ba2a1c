package dev.gradstream.job.cli;

import dev.gradstream.job.exporter.AddressUnavailableException;
import dev.gradstream.job.replay.DataFileException;
import dev.gradstream.job.run.TrainingFailedException;
import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.yaml.Spelling;
import dev.gradstream.operator.kafka.BrokerUnavailableException;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says on standard error what went wrong: one sentence, or a line for each problem of a pipeline
 * file. The stack trace is for {@code --debug}.
 */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println(sentence(failure));
        if (Gradstream.debug(parsed)) {
            failure.printStackTrace(command.getErr());
        }
        return FAILED;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String hint =
                failure instanceof UnmatchedArgumentException unmatched ? hint(unmatched) : "";
        String help = (hint.isEmpty() ? "; see " : " See ") + name + " --help";
        command.getErr().println(failure.getMessage() + hint + help);
        return WRONG_USAGE;
    }

    private static String hint(UnmatchedArgumentException failure) {
        return failure.getUnmatched().stream()
                .findFirst()
                .map(written -> hint(written, failure.getCommandLine()))
                .orElse("");
    }

    private static String hint(String written, CommandLine command) {
        return written.startsWith("-")
                ? Spelling.hint(
                        written.replaceFirst("=.*", ""),
                        command.getCommandSpec().optionsMap().keySet())
                : Spelling.hint(written, command.getSubcommands().keySet());
    }

    /** What went wrong, for a person. */
    static String sentence(Throwable failure) {
        if (failure instanceof CommandFailedException
                || failure instanceof InvalidPipelineException
                || failure instanceof DataFileException
                || failure instanceof TrainingFailedException
                || failure instanceof AddressUnavailableException
                || failure instanceof BrokerUnavailableException) {
            return failure.getMessage();
        }
        Throwable root = root(failure);
        String message = root.getMessage() == null ? "no message" : root.getMessage();
        return "failed: " + message + " (" + root.getClass().getSimpleName() + ")";
    }

    private static Throwable root(Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        Throwable root = failure;
        while (root.getCause() != null && seen.add(root)) {
            root = root.getCause();
        }
        return root;
    }
}
