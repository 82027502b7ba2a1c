package dev.gradstream.job.generate.click;

import dev.gradstream.job.generate.click.Impression.Device;
import dev.gradstream.job.replay.SplitMix64;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Impressions and clicks in the order of their times, from 2026-01-01T00:00Z on. An impression that
 * nobody clicks, or whose click is lost, has no label ever: whoever joins the two must decide for
 * how long to wait, and what silence means.
 */
final class ClickStream {
    static final long START_MILLIS = 1_767_225_600_000L;

    private static final List<Device> DEVICES =
            List.of(Device.DESKTOP, Device.MOBILE, Device.TABLET);

    private final ClickSettings settings;

    /** Takes both, one after the other. */
    interface Listener {
        /** Takes one; returns whether more are wanted. */
        boolean impression(Impression impression) throws IOException;

        /** Takes the click on an impression that came before; returns whether more are wanted. */
        boolean click(Click click) throws IOException;
    }

    /**
     * Somebody clicked.
     *
     * @param id of the impression
     * @param timeMillis epoch milliseconds
     */
    record Click(long id, long timeMillis) {}

    ClickStream(ClickSettings settings) {
        this.settings = settings;
    }

    /**
     * Hands over so many impressions and all their clicks, for as long as more are wanted; always
     * the same.
     *
     * @return whether more are wanted after the last
     */
    boolean forEach(long impressions, Listener listener) throws IOException {
        SplitMix64 root = new SplitMix64(settings.seed());
        SplitMix64 features = root.split();
        SplitMix64 answers = root.split();
        PriorityQueue<Click> pending =
                new PriorityQueue<>(
                        Comparator.comparingLong(Click::timeMillis).thenComparingLong(Click::id));
        double time = START_MILLIS;
        boolean wanted = true;
        for (long id = 0; wanted && id < impressions; id++) {
            time += exponential(settings.intervalMillis(), features);
            Impression impression =
                    new Impression(
                            id,
                            (long) time,
                            1 + features.nextInt(Impression.POSITIONS),
                            Impression.YOUNGEST + features.nextInt(Impression.AGES),
                            DEVICES.get(features.nextInt(DEVICES.size())));
            wanted =
                    clicksBefore((long) time, pending, listener) && listener.impression(impression);
            answer(impression, answers, pending);
        }
        return wanted && clicksBefore(Long.MAX_VALUE, pending, listener);
    }

    private static boolean clicksBefore(long time, PriorityQueue<Click> pending, Listener listener)
            throws IOException {
        boolean wanted = true;
        while (wanted && !pending.isEmpty() && pending.element().timeMillis() < time) {
            wanted = listener.click(pending.remove());
        }
        return wanted;
    }

    private void answer(Impression impression, SplitMix64 answers, PriorityQueue<Click> pending) {
        boolean clicked = answers.nextDouble() < impression.clickProbability();
        boolean lost = answers.nextDouble() < settings.lost();
        long delay = (long) exponential(settings.delayMillis(), answers);
        if (clicked && !lost) {
            pending.add(new Click(impression.id(), impression.timeMillis() + delay));
        }
    }

    private static double exponential(double mean, SplitMix64 random) {
        return -mean * Math.log(1 - random.nextDouble());
    }
}
