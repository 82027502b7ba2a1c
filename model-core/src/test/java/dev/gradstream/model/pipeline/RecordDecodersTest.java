package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.data.TargetSchema.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordDecodersTest {
    private static final String CLASSES = "target: {column: kind, classes: [cat, dog]}";
    private static final String COLUMNS = "target: {columns: [cat, dog]}";

    @Test
    void aNumberUnderBinaryCrossEntropyIsZeroOrOne() throws InvalidPipelineException {
        String number = PipelineTexts.smallWith(", classes: [cat, dog]", "");

        assertThat(target(PipelineTexts.SMALL).kind()).isEqualTo(Kind.CLASS);
        assertThat(target(number).kind()).isEqualTo(Kind.ZERO_OR_ONE);
        assertThat(target(number.replace("BCEWithLogitsLoss", "MSELoss")).kind())
                .isEqualTo(Kind.NUMBER);
    }

    @Test
    void severalColumnsAreWhatTheLossTakes() throws InvalidPipelineException {
        String two =
                PipelineTexts.smallWith("out_features: 1", "out_features: 2")
                        .replace(CLASSES, COLUMNS);

        assertThat(target(two).kind()).isEqualTo(Kind.ZERO_OR_ONE);
        assertThat(target(two.replace("BCEWithLogitsLoss", "L1Loss")).kind())
                .isEqualTo(Kind.NUMBER);
        TargetSchema probabilities = target(two.replace("BCEWithLogitsLoss", "CrossEntropyLoss"));
        assertThat(probabilities)
                .isEqualTo(new TargetSchema(List.of("cat", "dog"), Kind.DISTRIBUTION, List.of()));
    }

    private static TargetSchema target(String text) throws InvalidPipelineException {
        return RecordDecoders.schema(PipelineTexts.parse(text)).target();
    }
}
