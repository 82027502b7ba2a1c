package dev.gradstream.job.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this process listens on, as Linux tells it below {@code /proc}. */
final class ListeningSockets {
    private static final String LISTENING = "0A";

    /** 127.0.0.1, ::1 and ::ffff:127.0.0.1, in the kernel's words of four bytes each. */
    private static final Set<String> LOOPBACK =
            Set.of(
                    "0100007F",
                    "00000000000000000000000001000000",
                    "0000000000000000FFFF00000100007F");

    private ListeningSockets() {}

    /** Addresses and ports that can be reached from elsewhere, in hexadecimal. */
    static List<String> beyondLoopback() throws IOException {
        return all().stream()
                .filter(address -> !LOOPBACK.contains(address.substring(0, address.indexOf(':'))))
                .toList();
    }

    /** All addresses and ports, in hexadecimal. */
    static List<String> all() throws IOException {
        Set<String> own = own();
        return Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(table -> lines(table).stream().skip(1))
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields[3].equals(LISTENING) && own.contains(fields[9]))
                .map(fields -> fields[1])
                .toList();
    }

    /** The inodes of this process's sockets. */
    private static Set<String> own() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(ListeningSockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
    }

    /** What a descriptor stands for; nothing, if it was closed meanwhile. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
