package dev.gradstream.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SnapshotDigestTest {

    @Test
    void isTheStandardsExample() {
        // FIPS 180-2, appendix B.1
        assertThat(SnapshotDigest.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
