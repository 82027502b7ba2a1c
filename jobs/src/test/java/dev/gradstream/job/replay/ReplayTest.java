package dev.gradstream.job.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReplayTest {
    private static final Replay.Rows ROWS =
            Replay.Rows.of(
                    Stream.of("a", "b", "c", "d", "e")
                            .map(row -> new FeatureRecord(Optional.empty(), row.getBytes(UTF_8)))
                            .toList());

    @Test
    void epochsFollowOneAnotherInTheFilesOrder() throws IOException {
        assertThat(sent(new Replay(2, OptionalLong.empty()))).isEqualTo("abcdeabcde");
    }

    @Test
    void aShuffleIsAnotherInEachEpochAndTheSameInEachRun() throws IOException {
        String sent = sent(new Replay(2, OptionalLong.of(3)));

        assertThat(sent.substring(0, 5)).isNotEqualTo(sent.substring(5));
        assertThat(sent.substring(0, 5).split("")).containsExactlyInAnyOrder("abcde".split(""));
        assertThat(sent(new Replay(2, OptionalLong.of(3)))).isEqualTo(sent);
        assertThat(sent(new Replay(1, OptionalLong.of(4))))
                .as("epoch 1 of seed 3 is epoch 0 of seed 4")
                .isEqualTo(sent.substring(5));
    }

    @Test
    void itEndsWhenNoMoreIsWanted() throws IOException {
        for (OptionalLong shuffle : List.of(OptionalLong.empty(), OptionalLong.of(3))) {
            List<FeatureRecord> taken = new ArrayList<>();
            new Replay(Integer.MAX_VALUE, shuffle)
                    .forEach(ROWS, feature -> taken.add(feature) && taken.size() < 7);
            assertThat(taken).hasSize(7);
        }
    }

    @Test
    void thereIsNoReplayOfNoEpochs() {
        assertThatThrownBy(() -> new Replay(0, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epochs must be at least 1, got 0");
    }

    private static String sent(Replay replay) throws IOException {
        List<String> sent = new ArrayList<>();
        replay.forEach(ROWS, feature -> sent.add(new String(feature.value(), UTF_8)));
        return String.join("", sent);
    }
}
