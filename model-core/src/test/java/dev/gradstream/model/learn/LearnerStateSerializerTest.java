package dev.gradstream.model.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.learn.LearnerState.ScalerState;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LearnerStateSerializerTest {
    private static final LearnerState STATE =
            new LearnerState(
                    new float[] {1f, -2f},
                    new float[] {0.5f},
                    3,
                    96,
                    new ScalerState(96, new double[] {7}, new double[] {0.25}));

    /** The format: a change here needs a new format version, and a decoder for this one. */
    private static final String BYTES =
            "00000001"
                    + "0000000000000003"
                    + "0000000000000060"
                    + "0000000000000060"
                    + "00000002"
                    + "3f800000"
                    + "c0000000"
                    + "00000001"
                    + "3f000000"
                    + "00000001"
                    + "401c000000000000"
                    + "00000001"
                    + "3fd0000000000000";

    @Test
    void writesTheFormat() {
        assertThat(HexFormat.of().formatHex(LearnerStateSerializer.serialize(STATE)))
                .isEqualTo(BYTES);
    }

    @Test
    void readsTheFormat() {
        LearnerState read = LearnerStateSerializer.deserialize(HexFormat.of().parseHex(BYTES));
        assertThat(read.parameters()).containsExactly(1f, -2f);
        assertThat(read.optimizerState()).containsExactly(0.5f);
        assertThat(read.step()).isEqualTo(3);
        assertThat(read.examples()).isEqualTo(96);
        assertThat(read.scaler().count()).isEqualTo(96);
        assertThat(read.scaler().mean()).containsExactly(7);
        assertThat(read.scaler().m2()).containsExactly(0.25);
    }

    @Test
    void refusesAnotherVersionNamingBoth() {
        byte[] bytes = LearnerStateSerializer.serialize(STATE);
        ByteBuffer.wrap(bytes).putInt(0, 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearnerStateSerializer.deserialize(bytes))
                .withMessage("learner state has format version 9, this program reads 1 to 1");
    }

    @Test
    void refusesBytesThatAreCutOffAnywhere() {
        byte[] bytes = LearnerStateSerializer.serialize(STATE);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LearnerStateSerializer.deserialize(cut));
        }
    }

    @Test
    void refusesMoreThanAState() {
        byte[] bytes = LearnerStateSerializer.serialize(STATE);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                LearnerStateSerializer.deserialize(
                                        Arrays.copyOf(bytes, bytes.length + 3)))
                .withMessage("learner state is followed by 3 bytes of something else");
    }

    @Test
    void takesNoMemoryForALengthThatIsNotThere() {
        byte[] bytes = LearnerStateSerializer.serialize(STATE);
        ByteBuffer.wrap(bytes).putInt(28, Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearnerStateSerializer.deserialize(bytes))
                .withMessage(
                        "learner state says it holds 2147483647 numbers, but 40 bytes are left");
    }
}
