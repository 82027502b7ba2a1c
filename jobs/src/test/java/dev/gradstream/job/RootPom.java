package dev.gradstream.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The root of the repository, and the versions that its {@code pom.xml} holds. */
public final class RootPom {
    /** Tests run in the folder of their module. */
    public static final Path ROOT = Path.of("..");

    private RootPom() {}

    /** What stands in the first element of this name: {@code kafka.version}. */
    public static String property(String name) throws IOException {
        Matcher found =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<")
                        .matcher(Files.readString(ROOT.resolve("pom.xml")));
        if (!found.find()) {
            throw new IllegalArgumentException("pom.xml has no " + name);
        }
        return found.group(1);
    }

    /** The project's own version, which its image has too. */
    public static String version() throws IOException {
        return property("version");
    }
}
