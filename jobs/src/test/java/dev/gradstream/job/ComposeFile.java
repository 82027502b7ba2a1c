package dev.gradstream.job;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docker/compose.yaml} says. */
public final class ComposeFile {
    private ComposeFile() {}

    /** The image of that name with its version: {@code prom/prometheus:v3.5.0}. */
    public static String image(String name) throws IOException {
        Matcher found =
                Pattern.compile("image: (" + Pattern.quote(name) + ":\\S+)")
                        .matcher(Files.readString(RootPom.ROOT.resolve("docker/compose.yaml")));
        if (!found.find()) {
            throw new IllegalArgumentException("docker/compose.yaml has no image " + name);
        }
        return found.group(1);
    }
}
