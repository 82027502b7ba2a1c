package dev.gradstream.job.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside the classes. */
final class ProjectVersion implements IVersionProvider {
    private static final String RESOURCE = "/dev/gradstream/job/version.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ProjectVersion.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        }
        return new String[] {"gradstream " + properties.getProperty("version")};
    }
}
