package dev.gradstream.operator.kafka.snapshot;

import static dev.gradstream.operator.kafka.snapshot.TestTopic.consumed;
import static dev.gradstream.operator.kafka.snapshot.TestTopic.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.operator.kafka.record.OutboundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VersionIndexTest {
    private static final int TWO_CHUNKS = SnapshotChunks.CHUNK_BYTES + 1;

    private final List<String> complaints = new ArrayList<>();
    private final VersionIndex index = new VersionIndex(TestTopic.MODEL, complaints::add);
    private long offset;

    private void write(List<OutboundRecord> records) {
        records.forEach(record -> index.accept(consumed(record, offset++)));
    }

    private List<Long> whole() {
        return index.whole().stream().map(found -> found.summary().version()).toList();
    }

    @Test
    void listsWholeVersionsInOrder() {
        write(version(2, TWO_CHUNKS));
        write(version(10, TWO_CHUNKS));
        write(version(11, TWO_CHUNKS).subList(0, 1));

        assertThat(whole()).containsExactly(2L, 10L);
        WholeVersion ten = index.whole().get(1);
        assertThat(ten.summary().size()).isEqualTo(TWO_CHUNKS);
        assertThat(ten.firstOffset()).isEqualTo(2);
        assertThat(ten.lastOffset()).isEqualTo(3);
    }

    @Test
    void theNewestIsTheHighestThatIsNotPassedOverUntilItIsPublishedAgain() {
        assertThat(index.newest(Set.of())).isEmpty();
        write(version(1, TWO_CHUNKS));
        write(version(2, TWO_CHUNKS));
        WholeVersion second = index.newest(Set.of()).orElseThrow();
        assertThat(second.summary().version()).isEqualTo(2);

        WholeVersion first = index.newest(Set.of(second)).orElseThrow();
        assertThat(first.summary().version()).isEqualTo(1);
        assertThat(index.newest(Set.of(first, second))).isEmpty();

        write(version(2, TWO_CHUNKS));
        assertThat(index.newest(Set.of(first, second)))
                .map(found -> found.summary().version())
                .hasValue(2L);
    }

    @Test
    void countsHalfAndRemovedVersionsForTheHighest() {
        assertThat(index.highest()).isZero();
        write(version(7, TWO_CHUNKS).subList(1, 2));
        assertThat(index.highest()).isEqualTo(7);
        write(SnapshotChunks.tombstones(TestTopic.MODEL, new PublishedVersion(9, 1)));
        assertThat(index.highest()).isEqualTo(9);
        assertThat(whole()).isEmpty();
    }

    @Test
    void whatStandsOfHalfPublishedVersionsIsKnownToo() {
        write(version(1, TWO_CHUNKS));
        write(version(2, TWO_CHUNKS));
        write(version(3, TWO_CHUNKS).subList(0, 1));
        write(version(4, TWO_CHUNKS).subList(1, 2));
        write(SnapshotChunks.tombstones(TestTopic.MODEL, new PublishedVersion(1, 2)));

        assertThat(index.standing())
                .containsExactly(
                        new PublishedVersion(2, 2),
                        new PublishedVersion(3, 1),
                        new PublishedVersion(4, 2));
    }

    @Test
    void tombstonesRemoveAVersion() {
        write(version(1, TWO_CHUNKS));
        write(version(2, TWO_CHUNKS));
        write(SnapshotChunks.tombstones(TestTopic.MODEL, new PublishedVersion(1, 2)).subList(0, 1));
        assertThat(whole()).containsExactly(2L);
    }

    @Test
    void aVersionOverwrittenByAnotherAttemptIsWholeOnlyOnceTheAttemptIs() {
        List<OutboundRecord> again =
                SnapshotChunks.cut(TestTopic.MODEL, 4, Map.of(), TestTopic.bytes(TWO_CHUNKS, 77));
        write(version(4, TWO_CHUNKS));
        write(again.subList(0, 1));
        assertThat(whole()).isEmpty();
        write(again.subList(1, 2));
        assertThat(whole()).containsExactly(4L);
    }

    @Test
    void aCorruptRecordTakesTheKeyAsCompactionWould() {
        write(version(4, TWO_CHUNKS));
        OutboundRecord chunk = version(4, TWO_CHUNKS).get(0);
        index.accept(consumed(chunk, Optional.of(new byte[3]), offset++));
        assertThat(whole()).isEmpty();
        assertThat(complaints).singleElement().asString().contains("@2 was skipped");
    }
}
