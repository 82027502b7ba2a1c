package dev.gradstream.job.cluster;

import dev.gradstream.job.RootPom;
import java.nio.file.Path;

/** In containers of our image; skipped where no container engine answers. */
final class ContainerClusterITCase extends ClusterTests {
    @Override
    String missing() throws Exception {
        return ContainerImages.missing(
                "flink:" + RootPom.property("flink.version") + "-java17",
                "apache/kafka:" + RootPom.property("kafka.version"));
    }

    @Override
    Cluster start(Path folder) throws Exception {
        return new ContainerCluster(folder);
    }
}
