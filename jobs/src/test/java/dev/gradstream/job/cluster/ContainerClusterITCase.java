package dev.gradstream.job.cluster;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradstream.job.RootPom;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** In containers of our image; skipped where no container engine answers. */
final class ContainerClusterITCase extends ClusterTests {
    @Override
    Cluster start(Path folder) throws Exception {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no container engine answers; DOCKER_HOST may name one, as unix:///run/podman/podman.sock");
        requireImage("flink:" + RootPom.property("flink.version") + "-java17");
        requireImage("apache/kafka:" + RootPom.property("kafka.version"));
        return new ContainerCluster(folder);
    }

    private static void requireImage(String name) {
        try {
            new RemoteDockerImage(DockerImageName.parse(name)).get();
        } catch (ContainerFetchException e) {
            abort(name + " cannot be pulled; src/test/containers/build.sh makes a stand-in");
        }
    }
}
