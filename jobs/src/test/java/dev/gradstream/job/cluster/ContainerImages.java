package dev.gradstream.job.cluster;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** What the container engine that Testcontainers finds can run. */
final class ContainerImages {
    private ContainerImages() {}

    /** Why containers of these images cannot be started here; empty where they can. */
    static String missing(String... images) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return "no container engine answers; DOCKER_HOST may name one, as unix:///run/podman/podman.sock";
        }
        for (String image : images) {
            if (!has(image)) {
                return image + " cannot be pulled; src/test/containers/build.sh makes a stand-in";
            }
        }
        return "";
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
