package dev.gradstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in the repository is what the code makes; {@code dashboards/generate} writes it. */
class GeneratedFilesTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theFilesAreThoseOfTheCode() throws IOException {
        for (Map.Entry<String, String> file : GeneratedFiles.all().entrySet()) {
            Path path = ROOT.resolve(file.getKey());
            if (Boolean.getBoolean("gradstream.write")) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            assertThat(path)
                    .as("run dashboards/generate, and look at what it changed")
                    .hasContent(file.getValue());
        }
    }
}
