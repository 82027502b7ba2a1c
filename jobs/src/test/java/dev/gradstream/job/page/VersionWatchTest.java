package dev.gradstream.job.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.page.history.Answers;
import dev.gradstream.job.run.Circle;
import dev.gradstream.operator.kafka.snapshot.SnapshotSummary;
import dev.gradstream.operator.kafka.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class VersionWatchTest {
    private static final int MOST_BYTES = 64 << 20;

    @Test
    void aModelThatIsTooLargeIsNotEvenFetched() throws Exception {
        List<String> fetched = new ArrayList<>();
        Supplier<Optional<StoredSnapshot>> newest =
                () -> {
                    fetched.add("newest");
                    return Optional.empty();
                };

        Answers ofLarge = answers(List.of(version(1, 10), version(2, MOST_BYTES + 1)), newest);

        assertThat(ofLarge.remark()).contains("more than 64 MiB");
        assertThat(fetched).isEmpty();

        answers(List.of(version(1, MOST_BYTES + 1), version(2, MOST_BYTES)), newest);

        assertThat(fetched).containsExactly("newest");
    }

    private static Answers answers(
            List<SnapshotSummary> standing, Supplier<Optional<StoredSnapshot>> newest)
            throws Exception {
        return VersionWatch.answers(Circle.pipeline("circle", "nowhere:1").get(), standing, newest);
    }

    private static SnapshotSummary version(long version, long size) {
        return new SnapshotSummary(version, 1, size, "00", Map.of());
    }
}
