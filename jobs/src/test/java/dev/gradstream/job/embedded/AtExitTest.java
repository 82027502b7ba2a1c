package dev.gradstream.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

// Nothing else may be pending meanwhile: unit tests of this module start no broker and no cluster.
final class AtExitTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void theLatestComesFirstAndWhatWasClosedNotAtAll() {
        AtExit.run("folder", () -> done.add("folder"));
        AtExit broker = AtExit.run("broker", () -> done.add("broker"));
        AtExit.run("cluster", () -> done.add("cluster"));
        broker.close();
        broker.close();

        AtExit.runAll();
        AtExit.runAll();

        assertThat(done).containsExactly("cluster", "folder");
    }

    @Test
    void aFailureKeepsNothingFromBeingDone() {
        AtExit.run("folder", () -> done.add("folder"));
        AtExit.run(
                "cluster",
                () -> {
                    throw new IllegalStateException("on purpose");
                });

        AtExit.runAll();

        assertThat(done).containsExactly("folder");
    }
}
