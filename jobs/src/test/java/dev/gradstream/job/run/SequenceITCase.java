package dev.gradstream.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.PipelineText;
import dev.gradstream.job.QuietListener;
import dev.gradstream.job.embedded.EmbeddedKafka;
import dev.gradstream.job.replay.FeatureRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of several records, through a real broker and a real cluster. */
final class SequenceITCase {
    private static EmbeddedKafka kafka;

    @TempDir private Path folder;

    @BeforeAll
    static void startBroker() throws IOException {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void laggedColumnsTellWhatOnlyThePastExplains() throws Exception {
        List<FeatureRecord> records = Echo.records(6000);

        double without = accuracy(train("present", "columns: [signal]", records));
        double with =
                accuracy(
                        train(
                                "lagged",
                                "columns: [signal, {lag: {column: signal, by: [1, 2]}}]",
                                records));

        assertThat(without).isBetween(0.45, 0.55);
        assertThat(with).isBetween(0.9, 0.97);
    }

    private TrainingOutcome train(String name, String features, List<FeatureRecord> records)
            throws Exception {
        PipelineText pipeline = Echo.pipeline(name, kafka.bootstrapServers(), features);
        try (LocalTraining training = new LocalTraining(pipeline, new QuietListener())) {
            return training.run(Circle.input(records), Optional.empty(), folder.resolve(name));
        }
    }

    private static double accuracy(TrainingOutcome outcome) {
        return outcome.reports().last().orElseThrow().training().accuracy().orElseThrow();
    }
}
