package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeRuntimeTest {
    @TempDir private Path folder;

    private final List<URL> classpath = new ArrayList<>();

    /** All of this process's but ND4J's natives and what loads them. */
    @BeforeEach
    void leaveBackendsOut() throws Exception {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("nd4j-native")) {
                classpath.add(Path.of(entry).toUri().toURL());
            }
        }
    }

    @Test
    void withoutABackendEveryoneIsTold() throws Exception {
        assertRefused("ND4J's natives cannot be loaded: ");
    }

    @Test
    void theCudaBuildAsksForADeviceAndItsDriver() throws Exception {
        Path backend = folder.resolve("org/nd4j/linalg/jcublas/JCublasBackend.class");
        Files.createDirectories(backend.getParent());
        Files.createFile(backend);
        classpath.add(folder.toUri().toURL());

        assertRefused("ND4J's CUDA library finds no graphics processor: it needs NVIDIA's driver");
    }

    @AfterEach
    void findThemAgain() {
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }

    private void assertRefused(String problem) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(
                        classpath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            // Which ND4J looks for its back ends with.
            Thread.currentThread().setContextClassLoader(loader);
            Method start =
                    loader.loadClass(NativeRuntime.class.getName()).getDeclaredMethod("start");
            start.setAccessible(true);
            for (int time = 0; time < 2; time++) {
                assertThatThrownBy(() -> start.invoke(null))
                        .isInstanceOf(InvocationTargetException.class)
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith(problem);
            }
        }
    }
}
