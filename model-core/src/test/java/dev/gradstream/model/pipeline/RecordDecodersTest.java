package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordDecodersTest {

    @Test
    void aNumberUnderBinaryCrossEntropyIsZeroOrOne() throws InvalidPipelineException {
        String number = PipelineTexts.smallWith(", classes: [cat, dog]", "");
        Pipeline binary = PipelineTexts.parse(number);
        Pipeline any = PipelineTexts.parse(number.replace("BCEWithLogitsLoss", "MSELoss"));

        assertThat(RecordDecoders.schema(binary).zeroOrOne()).isTrue();
        assertThat(RecordDecoders.schema(any).zeroOrOne()).isFalse();
    }
}
