package dev.gradstream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorNameTest {

    /** What operator ids are computed from: to change one loses the state of running jobs. */
    @Test
    void uidsNeverChange() {
        assertThat(OperatorName.values())
                .extracting(OperatorName::uid)
                .containsExactly(
                        "gradstream-features",
                        "gradstream-ingest",
                        "gradstream-validation-features",
                        "gradstream-validation-ingest",
                        "gradstream-test-features",
                        "gradstream-test-ingest",
                        "gradstream-sequence",
                        "gradstream-labels",
                        "gradstream-label-ingest",
                        "gradstream-join",
                        "gradstream-batch",
                        "gradstream-learn",
                        "gradstream-metrics",
                        "gradstream-signals",
                        "gradstream-snapshots",
                        "gradstream-dead-letters");
    }
}
