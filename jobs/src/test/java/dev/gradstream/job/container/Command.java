package dev.gradstream.job.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Commands of this machine. */
final class Command {
    private Command() {}

    /** Whether the command can be found. */
    static boolean exists(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** What the command ended with, and printed to either output. */
    static Result run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".log");
        try {
            int status =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start()
                            .waitFor();
            return new Result(status, Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    record Result(int status, String output) {}
}
