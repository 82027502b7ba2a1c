package dev.gradstream.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHashTest {
    /** Known hashes of texts with seed 0. */
    @ParameterizedTest
    @CsvSource({
        "'', EF46DB3751D8E999",
        "a, D24EC4F1A98C6E5B",
        "abc, 44BC2CF5AD770999",
        "123456789, 8CB841DB40E6AE83",
        "Nobody inspects the spammish repetition, FBCEA83C8A378BF1"
    })
    void equalsThePublishedHashOfTexts(String text, String hash) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(KeyHash.of(bytes, 0, bytes.length)).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    /** The sanity checks of the reference implementation, on the bytes that its generator makes. */
    @ParameterizedTest
    @CsvSource({
        "1, E934A84ADB052768",
        "4, 9136A0DCA57457EE",
        "14, 8282DCC4994E35C8",
        "222, B641AE8CB691C174"
    })
    void equalsTheReferenceOnGeneratedBytes(int length, String hash) {
        byte[] bytes = new byte[length];
        long generator = 2654435761L;
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (generator >>> 56);
            generator *= 0x9E3779B185EBCA8DL;
        }

        assertThat(KeyHash.of(bytes, 0, length)).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    @Test
    void readsOnlyTheRangeOfBytes() {
        byte[] bytes = "xxabcyy".getBytes(StandardCharsets.UTF_8);

        assertThat(KeyHash.of(bytes, 2, 5)).isEqualTo(0x44BC2CF5AD770999L);
    }

    @Test
    void tellsContentsApartByEveryValueAndItsPlace() {
        float[] features = {1f, 2f};
        float[] target = {1f};
        long hash = KeyHash.of(features, target);

        assertThat(KeyHash.of(new float[] {1f, 2f}, new float[] {1f})).isEqualTo(hash);
        assertThat(KeyHash.of(new float[] {2f, 1f}, target)).isNotEqualTo(hash);
        assertThat(KeyHash.of(features, new float[] {0f})).isNotEqualTo(hash);
        assertThat(KeyHash.of(new float[] {1f}, new float[] {2f, 1f, 0f})).isNotEqualTo(hash);
    }

    @Test
    void spreadsContentsOverAllBits() {
        Random random = new Random(7);
        int[] ones = new int[Long.SIZE];
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            long hash = KeyHash.of(new float[] {random.nextInt(1000)}, new float[] {i});
            for (int bit = 0; bit < Long.SIZE; bit++) {
                ones[bit] += (int) ((hash >>> bit) & 1);
            }
        }
        // Six standard deviations of a fair coin.
        for (int count : ones) {
            assertThat(count).isBetween(draws / 2 - 425, draws / 2 + 425);
        }
    }
}
