package dev.gradstream.job.cluster;

import dev.gradstream.job.RootPom;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** In containers of our image; skipped where no container engine answers. */
final class ContainerClusterITCase extends ClusterTests {
    @Override
    String missing() throws Exception {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return "no container engine answers; DOCKER_HOST may name one, as unix:///run/podman/podman.sock";
        }
        for (String image :
                List.of(
                        "flink:" + RootPom.property("flink.version") + "-java17",
                        "apache/kafka:" + RootPom.property("kafka.version"))) {
            if (!has(image)) {
                return image + " cannot be pulled; src/test/containers/build.sh makes a stand-in";
            }
        }
        return "";
    }

    @Override
    Cluster start(Path folder) throws Exception {
        return new ContainerCluster(folder);
    }

    private static boolean has(String image) {
        try {
            new RemoteDockerImage(DockerImageName.parse(image)).get();
            return true;
        } catch (ContainerFetchException e) {
            return false;
        }
    }
}
