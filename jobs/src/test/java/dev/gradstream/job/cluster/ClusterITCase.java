package dev.gradstream.job.cluster;

import java.nio.file.Path;

/** On JVMs of this machine. */
final class ClusterITCase extends ClusterTests {
    @Override
    Cluster start(Path folder) throws Exception {
        return new StandaloneCluster(folder, Path.of("target"));
    }
}
