package dev.gradstream.job.generate.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.job.generate.click.ClickStream.Click;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClickStreamTest {
    private static final int COUNT = 50_000;

    /** Everything that came, and the times in the order in which it came. */
    private record Events(Map<Long, Impression> impressions, List<Click> clicks, List<Long> times) {
        static Events of(ClickSettings settings) throws IOException {
            Events events = new Events(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
            new ClickStream(settings)
                    .forEach(
                            COUNT,
                            new ClickStream.Listener() {
                                @Override
                                public boolean impression(Impression impression) {
                                    events.impressions.put(impression.id(), impression);
                                    return events.times.add(impression.timeMillis());
                                }

                                @Override
                                public boolean click(Click click) {
                                    assertThat(events.impressions).containsKey(click.id());
                                    events.clicks.add(click);
                                    return events.times.add(click.timeMillis());
                                }
                            });
            return events;
        }
    }

    @Test
    void everythingComesInTheOrderOfItsTime() throws IOException {
        Events events = Events.of(new ClickSettings(1000, 60_000, 0.1, 1));

        assertThat(events.times).isSorted();
        assertThat(events.times.get(0)).isGreaterThanOrEqualTo(ClickStream.START_MILLIS);
        assertThat(events.impressions).hasSize(COUNT);
        assertThat(events.clicks.stream().map(Click::id)).doesNotHaveDuplicates();
    }

    @Test
    void clicksAreAsFrequentAsTheirProbabilityLessThoseLost() throws IOException {
        for (double lost : new double[] {0, 0.3, 1}) {
            Events events = Events.of(new ClickSettings(1000, 60_000, lost, 2));
            double expected = 0;
            double variance = 0;
            for (Impression impression : events.impressions.values()) {
                double p = impression.clickProbability() * (1 - lost);
                expected += p;
                variance += p * (1 - p);
            }
            assertThat((double) events.clicks.size())
                    .isCloseTo(expected, within(4 * Math.sqrt(variance) + 1e-9));
        }
    }

    @Test
    void delaysAndIntervalsAreExponential() throws IOException {
        double mean = 60_000;
        Events events = Events.of(new ClickSettings(1000, mean, 0, 3));
        int count = events.clicks.size();
        double sum = 0;
        int late = 0;
        for (Click click : events.clicks) {
            long delay = click.timeMillis() - events.impressions.get(click.id()).timeMillis();
            assertThat(delay).isGreaterThanOrEqualTo(0);
            sum += delay;
            late += delay > 2 * mean ? 1 : 0;
        }
        double tail = Math.exp(-2);

        assertThat(sum / count).isCloseTo(mean, within(4 * mean / Math.sqrt(count)));
        assertThat(late / (double) count)
                .isCloseTo(tail, within(4 * Math.sqrt(tail * (1 - tail) / count)));
        double last = events.impressions.get(COUNT - 1L).timeMillis();
        assertThat((last - ClickStream.START_MILLIS) / COUNT)
                .isCloseTo(1000, within(4 * 1000 / Math.sqrt(COUNT)));
    }

    @Test
    void aSeedGivesOneStreamAndAnotherAnother() throws IOException {
        ClickSettings settings = new ClickSettings(1000, 60_000, 0.1, 4);

        assertThat(Events.of(settings)).isEqualTo(Events.of(settings));
        assertThat(Events.of(settings).clicks)
                .isNotEqualTo(Events.of(new ClickSettings(1000, 60_000, 0.1, 5)).clicks);
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> new ClickSettings(0, 1, 0, 1)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> new ClickSettings(1, -1, 0, 1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> new ClickSettings(1, 1, 2, 1)).hasMessageContaining("got 2.0");
    }
}
