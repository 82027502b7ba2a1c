package dev.gradstream.operator.kafka.snapshot;

import static dev.gradstream.operator.kafka.snapshot.TestTopic.bytes;
import static dev.gradstream.operator.kafka.snapshot.TestTopic.consumed;
import static dev.gradstream.operator.kafka.snapshot.TestTopic.version;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.operator.kafka.record.OutboundRecord;
import dev.gradstream.operator.kafka.record.OutboundRecord.Header;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotAssemblerTest {
    private static final int THREE_CHUNKS = 2 * SnapshotChunks.CHUNK_BYTES + 1000;

    private final List<String> complaints = new ArrayList<>();
    private final SnapshotAssembler assembler =
            new SnapshotAssembler(TestTopic.MODEL, 64 << 20, complaints::add);

    private List<StoredSnapshot> feed(List<OutboundRecord> records) {
        List<StoredSnapshot> out = new ArrayList<>();
        for (OutboundRecord record : records) {
            assembler.accept(consumed(record, 0)).ifPresent(out::add);
        }
        return out;
    }

    private static OutboundRecord with(OutboundRecord record, String header, String value) {
        List<Header> headers = new ArrayList<>();
        for (Header each : record.headers()) {
            headers.add(each.name().equals(header) ? Header.of(header, value) : each);
        }
        return new OutboundRecord(record.key(), record.value(), headers, record.partition());
    }

    @Test
    void givesBackWhatWasCut() {
        StoredSnapshot snapshot = feed(version(7, THREE_CHUNKS)).get(0);
        assertThat(snapshot.bytes()).isEqualTo(bytes(THREE_CHUNKS, 7));
        assertThat(snapshot.summary().version()).isEqualTo(7);
        assertThat(snapshot.summary().chunks()).isEqualTo(3);
        assertThat(snapshot.summary().details()).isEqualTo(Map.of("step", "7"));
        assertThat(complaints).isEmpty();
    }

    /** Shuffled, doubled and lost chunks of three versions. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void neverGivesAWrongOrHalfVersion(long seed) {
        Random random = new Random(seed);
        List<OutboundRecord> records = new ArrayList<>();
        Set<Long> whole = new TreeSet<>();
        for (long version = 1; version <= 3; version++) {
            List<OutboundRecord> chunks = new ArrayList<>(version(version, THREE_CHUNKS));
            if (random.nextBoolean()) {
                chunks.remove(random.nextInt(chunks.size()));
            } else {
                whole.add(version);
            }
            chunks.add(chunks.get(random.nextInt(chunks.size())));
            records.addAll(chunks);
        }
        Collections.shuffle(records, random);

        List<StoredSnapshot> out = feed(records);

        assertThat(out).extracting(s -> s.summary().version()).containsOnlyOnceElementsOf(whole);
        assertThat(out)
                .allSatisfy(
                        s -> {
                            assertThat(whole).contains(s.summary().version());
                            assertThat(s.bytes())
                                    .isEqualTo(bytes(THREE_CHUNKS, s.summary().version()));
                        });
        assertThat(complaints).isEmpty();
    }

    @Test
    void aVersionThatWasPublishedAgainNeverMixesWithItsFirstAttempt() {
        List<OutboundRecord> first = version(5, THREE_CHUNKS);
        List<OutboundRecord> second =
                SnapshotChunks.cut(TestTopic.MODEL, 5, Map.of(), bytes(THREE_CHUNKS, 99));

        List<OutboundRecord> mixed = List.of(first.get(0), second.get(1), first.get(2));
        assertThat(feed(mixed)).isEmpty();

        assertThat(feed(List.of(second.get(0), second.get(2))))
                .singleElement()
                .satisfies(s -> assertThat(s.bytes()).isEqualTo(bytes(THREE_CHUNKS, 99)));
    }

    @Test
    void aTombstoneForgetsWhatCameSoFar() {
        List<OutboundRecord> chunks = version(5, THREE_CHUNKS);
        feed(chunks.subList(0, 2));
        feed(SnapshotChunks.tombstones(TestTopic.MODEL, new PublishedVersion(5, 3)));
        assertThat(feed(chunks.subList(2, 3))).isEmpty();
    }

    @Test
    void aForgedChunkIsFoundByTheDigest() {
        List<OutboundRecord> chunks = version(5, THREE_CHUNKS);
        feed(chunks.subList(0, 2));
        byte[] forged = chunks.get(2).value().orElseThrow().clone();
        forged[17] ^= 1;

        assertThat(assembler.accept(consumed(chunks.get(2), Optional.of(forged), 42))).isEmpty();
        assertThat(complaints).singleElement().asString().contains("toy.snapshots-0@42", "SHA-256");
        assertThat(feed(version(6, 10))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format.version | 2                    | format version is 2, but this program reads version 1",
                "format.version | one                  | should be a number",
                "version        | 6                    | its headers version 6",
                "version        | 99999999999999999999 | should be a number",
                "version        | -5                   | should be a number",
                "chunk.index    | 1                    | chunk 1",
                "chunk.index    | 3                    | chunk 3 of only 3",
                "chunk.count    | 0                    | of only 0",
                "chunk.count    | 4                    | cannot make 4 chunks",
                "chunk.count    | 999999999            | cannot make 999999999 chunks",
                "size           | 1                    | cannot make 3 chunks",
                "size           | 999999999999         | cannot make 3 chunks",
                "sha256         | 00                   | no SHA-256 digest"
            })
    void aCorruptHeaderIsReportedAndSkipped(String header, String value, String complaint) {
        List<OutboundRecord> chunks = version(5, THREE_CHUNKS);
        assertThat(feed(List.of(with(chunks.get(0), header, value)))).isEmpty();
        assertThat(complaints).singleElement().asString().contains(complaint);
        assertThat(feed(chunks)).hasSize(1);
    }

    @Test
    void aChunkWithoutHeadersIsReportedAndSkipped() {
        OutboundRecord chunk = version(5, 10).get(0);
        OutboundRecord bare =
                new OutboundRecord(chunk.key(), chunk.value(), List.of(), chunk.partition());
        assertThat(feed(List.of(bare))).isEmpty();
        assertThat(complaints).singleElement().asString().contains("format.version");
    }

    @Test
    void aValueOfTheWrongLengthIsReportedAndSkipped() {
        OutboundRecord chunk = version(5, 10).get(0);
        assertThat(assembler.accept(consumed(chunk, Optional.of(new byte[9]), 0))).isEmpty();
        assertThat(complaints).singleElement().asString().contains("9 bytes", "10");
    }

    @Test
    void otherModelsAndForeignKeysArePassedOver() {
        feed(SnapshotChunks.cut("other", 1, Map.of(), new byte[5]));
        feed(List.of(OutboundRecord.of("toy/1", new byte[5])));
        feed(List.of(OutboundRecord.of("toy/1/2/x", "x".getBytes(UTF_8))));
        assertThat(complaints).isEmpty();
    }

    @Test
    void aSnapshotBeyondTheBoundIsRefusedBeforeItTakesMemory() {
        SnapshotAssembler small =
                new SnapshotAssembler(TestTopic.MODEL, THREE_CHUNKS - 1, complaints::add);
        for (OutboundRecord chunk : version(1, THREE_CHUNKS)) {
            assertThat(small.accept(consumed(chunk, 0))).isEmpty();
        }
        assertThat(complaints).hasSize(3).allMatch(c -> c.contains("larger than"));
    }

    @Test
    void aSnapshotThatIsLargerThanAnyModelIsNoVersion() {
        int chunks = SnapshotChunks.count(SafeTensors.MAX_BYTES + 1);
        OutboundRecord large =
                with(
                        with(
                                version(1, THREE_CHUNKS).get(0),
                                "chunk.count",
                                Integer.toString(chunks)),
                        "size",
                        Long.toString(SafeTensors.MAX_BYTES + 1));
        assertThat(feed(List.of(large))).isEmpty();
        assertThat(complaints)
                .singleElement()
                .asString()
                .contains("1073741825 bytes is larger than the 1073741824");
    }

    @Test
    void unfinishedVersionsGiveWayToNewerOnes() {
        SnapshotAssembler small =
                new SnapshotAssembler(TestTopic.MODEL, THREE_CHUNKS, complaints::add);
        for (long version = 1; version <= 20; version++) {
            small.accept(consumed(version(version, THREE_CHUNKS).get(0), version));
        }
        assertThat(complaints).hasSize(18).first().asString().contains("version 1 was given up");

        List<StoredSnapshot> out = new ArrayList<>();
        for (OutboundRecord chunk : version(21, THREE_CHUNKS)) {
            small.accept(consumed(chunk, 0)).ifPresent(out::add);
        }
        assertThat(out).hasSize(1);
    }
}
