package dev.gradstream.job.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.job.page.history.History;
import dev.gradstream.job.run.Circle;
import dev.gradstream.model.pipeline.Pipeline;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class PageTopicsTest {
    private static final byte[] DRIFT =
            "{\"step\":1,\"signal\":\"drift\",\"message\":\"it is told\"}".getBytes(UTF_8);

    @Test
    void whatCannotBeTakenIsPassedOver() throws Exception {
        Pipeline pipeline = Circle.pipeline("circle", "nowhere:1").get();
        History history = new History(pipeline);
        String signals = pipeline.topics().signals();
        ConsumerRecord<byte[], byte[]> failing =
                new ConsumerRecord<>(signals, 0, 0, new byte[0], DRIFT) {
                    @Override
                    public byte[] value() {
                        throw new IllegalStateException("this cannot be taken");
                    }
                };

        new PageTopics(pipeline, history)
                .take(
                        List.of(
                                failing,
                                new ConsumerRecord<>(
                                        signals, 0, 1, new byte[0], "{".getBytes(UTF_8)),
                                new ConsumerRecord<>(signals, 0, 2, new byte[0], DRIFT)));

        assertThat(history.everything()).containsOnlyOnce("it is told");
    }
}
