package dev.gradstream.model.graph.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BlasEnvironmentTest {

    @Test
    void theCoreTypeFollowsTheFlags() {
        assertThat(BlasEnvironment.coreType(Set.of("sse3", "avx2", "avx512f")))
                .contains("SKYLAKEX");
        assertThat(BlasEnvironment.coreType(Set.of("sse3", "avx2"))).contains("HASWELL");
        assertThat(BlasEnvironment.coreType(Set.of("sse3"))).isEmpty();
    }
}
