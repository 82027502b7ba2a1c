package dev.gradstream.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What runs in a user's process is nobody else's to reach. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "open sockets are read below /proc")
final class LoopbackITCase {
    @TempDir private Path folder;

    @Test
    void brokerAndClusterListenOnLoopbackAlone() throws Exception {
        List<String> before = ListeningSockets.all();
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedFlink flink = EmbeddedFlink.start(folder)) {
            assertThat(kafka.bootstrapServers()).startsWith("127.0.0.1:");
            assertThat(flink.environment()).isNotNull();
            assertThat(ListeningSockets.all()).hasSizeGreaterThan(before.size() + 2);
            assertThat(ListeningSockets.beyondLoopback()).isEmpty();
        }
    }
}
