package dev.gradstream.operator.kafka.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.OutboundRecord.Header;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotChunksTest {

    @ParameterizedTest
    @CsvSource({"1,1", "786432,1", "786433,2", "20971520,27"})
    void cutsIntoAsManyChunksAsNeeded(int size, int chunks) {
        List<OutboundRecord> cut = TestTopic.version(3, size);
        assertThat(cut).hasSize(chunks);
        assertThat(SnapshotChunks.count(size)).isEqualTo(chunks);
        assertThat(cut.stream().mapToInt(r -> r.value().orElseThrow().length).sum())
                .isEqualTo(size);
        assertThat(cut).allMatch(r -> r.value().orElseThrow().length <= SnapshotChunks.CHUNK_BYTES);
    }

    @Test
    void everyChunkNamesTheWhole() {
        OutboundRecord second =
                SnapshotChunks.cut("toy", 12, Map.of("step", "40"), new byte[800_000]).get(1);
        Map<String, String> headers =
                second.headers().stream()
                        .collect(Collectors.toMap(Header::name, h -> new String(h.value(), UTF_8)));

        assertThat(new String(second.key().orElseThrow(), UTF_8)).isEqualTo("toy/12/1");
        assertThat(second.partition()).isEqualTo(OptionalInt.of(0));
        assertThat(headers)
                .containsEntry("format.version", "1")
                .containsEntry("version", "12")
                .containsEntry("chunk.index", "1")
                .containsEntry("chunk.count", "2")
                .containsEntry("size", "800000")
                .containsEntry(
                        "sha256",
                        "8568d6b117678d53edec66018e6d52abe48837f64aebd6aee0153ddf2001ea51")
                .containsEntry("step", "40");
    }

    @Test
    void whatTheTrainerSaysNeverReplacesWhatAReaderGoesBy() {
        List<Header> headers =
                SnapshotChunks.cut("toy", 12, Map.of("version", "99", "size", "1"), new byte[5])
                        .get(0)
                        .headers();
        assertThat(headers)
                .contains(Header.of("version", "12"), Header.of("size", "5"))
                .doesNotContain(Header.of("version", "99"), Header.of("size", "1"));
    }

    @Test
    void tombstonesHaveTheKeysOfAllChunks() {
        List<OutboundRecord> tombstones =
                SnapshotChunks.tombstones("toy", new PublishedVersion(12, 3));
        assertThat(tombstones)
                .extracting(r -> new String(r.key().orElseThrow(), UTF_8))
                .containsExactly("toy/12/0", "toy/12/1", "toy/12/2");
        assertThat(tombstones).allMatch(r -> r.value().isEmpty());
    }
}
