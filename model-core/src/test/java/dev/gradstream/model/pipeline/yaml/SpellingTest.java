package dev.gradstream.model.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> NAMES =
            List.of(
                    "batch_size",
                    "batch_timeout",
                    "lr",
                    "Linear",
                    "ReLU",
                    "topics",
                    "columns",
                    "momentum",
                    "BCELoss",
                    "BCEWithLogitsLoss",
                    "validation.loss");

    @ParameterizedTest
    @CsvSource({
        "batchsize, batch_size",
        "bacth_size, batch_size",
        "linear, Linear",
        "Relu, ReLU",
        "rl, lr",
        "topic, topics",
        "column, columns",
        "momentom, momentum",
        "BCELogits, BCEWithLogitsLoss",
        "BCE, BCELoss",
        "val_loss, validation.loss",
        "learning_rate,",
        "bl,",
        "model,",
        "x,",
        "zzz,"
    })
    void findsWhatWasMeant(String written, String meant) {
        assertThat(Spelling.closest(written, NAMES).orElse(null)).isEqualTo(meant);
    }
}
