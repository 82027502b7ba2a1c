package dev.gradstream.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.operator.kafka.BrokerUnavailableException;
import java.io.File;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the classes of the job jar and its image, which have Kafka's clients alone. */
class WorkplaceTest {
    private URLClassLoader withoutBroker;

    @BeforeEach
    void leaveBrokerOut() throws Exception {
        List<URL> classpath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("/org/apache/kafka/") || entry.contains("/kafka-clients/")) {
                classpath.add(Path.of(entry).toUri().toURL());
            }
        }
        withoutBroker =
                new URLClassLoader(
                        classpath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void close() throws Exception {
        withoutBroker.close();
    }

    @Test
    void thePipelinesOwnBrokerNeedsNoneHere() throws Exception {
        assertThat(call(OwnBroker.class)).isEqualTo("folder there, then removed");
    }

    @Test
    void aBrokerThatIsNotHereIsOneSentence() throws Exception {
        assertThat(call(Embedded.class))
                .startsWith("no broker comes with the job jar or its image")
                .contains("kafka.bootstrap.servers", "./gradstream");
    }

    private String call(Class<?> steps) throws Exception {
        Constructor<?> constructor =
                withoutBroker.loadClass(steps.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (String) ((Callable<?>) constructor.newInstance()).call();
    }

    static final class OwnBroker implements Callable<String> {
        @Override
        public String call() throws Exception {
            Path folder;
            boolean there;
            try (Workplace workplace = Workplace.of(pipeline())) {
                folder = workplace.folder();
                there = Files.exists(folder);
            }
            return (there ? "folder there" : "no folder")
                    + (Files.exists(folder) ? ", and left" : ", then removed");
        }
    }

    static final class Embedded implements Callable<String> {
        @Override
        public String call() throws Exception {
            try (Workplace workplace = Workplace.embedded(pipeline())) {
                return workplace.folder().toString();
            } catch (BrokerUnavailableException e) {
                return e.getMessage();
            }
        }
    }

    private static PipelineText pipeline() throws Exception {
        return PipelineText.read(Path.of("../docker/pipeline.yaml"));
    }
}
