package dev.gradstream.job.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class TopicWatchTest {
    @Test
    void aBrokerThatIsMissingFromTheBeginningIsToldOnce() {
        List<Boolean> told = new CopyOnWriteArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        TopicWatch.Watcher watcher =
                new TopicWatch.Watcher() {
                    @Override
                    public void take(List<ConsumerRecord<byte[], byte[]>> records) {}

                    @Override
                    public void connected(boolean is) {
                        told.add(is);
                    }
                };

        try (TopicWatch watch =
                TopicWatch.start(
                        "absent",
                        () -> {
                            throw new TimeoutException("attempt " + attempts.incrementAndGet());
                        },
                        watcher)) {
            await().until(() -> attempts.get() > 1);
            assertThat(watch.finish()).isFalse();
        }

        assertThat(told).containsExactly(false);
    }
}
