package dev.gradstream.model.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.snapshot.ModelDesign;
import dev.gradstream.model.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotPublisherTest {
    private final RecordingOutput output = new RecordingOutput();
    private final SnapshotPublisher publisher =
            new SnapshotPublisher(
                    new SnapshotPublisher.State(5, SnapshotPublisher.NOTHING), output);

    @Test
    void numbersVersions() {
        publisher.publish(model(10, 1), Map.of());
        publisher.publish(model(20, 2), Map.of());

        assertThat(output.snapshots)
                .extracting(RecordingOutput.Published::version)
                .containsExactly(5L, 6L);
        assertThat(publisher.isPublished(20)).isTrue();
        assertThat(publisher.lastVersion()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void withholdsParametersThatAreNotFiniteAndSaysSo(float value) {
        publisher.publish(model(10, value), Map.of());
        publisher.publish(model(20, 2), Map.of());

        assertThat(output.snapshots)
                .extracting(RecordingOutput.Published::version)
                .containsExactly(5L);
        assertThat(output.signals).hasSize(1);
        assertThat(output.signals.get(0).get("signal").asText()).isEqualTo("divergence");
        assertThat(output.signals.get(0).get("step").asInt()).isEqualTo(10);
        assertThat(output.signals.get(0).get("message").asText())
                .isEqualTo("a parameter is not finite; the version that was due is not published");
    }

    private static Snapshot model(long step, float parameter) {
        return new Snapshot(
                "m",
                0,
                step,
                32 * step,
                Map.of(),
                List.of(),
                ModelDesign.UNKNOWN,
                ScalerStates.NONE,
                new StateDict(
                        List.of(new Parameter("0.bias", List.of(1), new float[] {parameter}))));
    }
}
