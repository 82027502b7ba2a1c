package dev.gradstream.benchmark.ingest;

import dev.gradstream.job.embedded.EmbeddedFlink;
import dev.gradstream.job.embedded.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Records a second from a topic to mini-batches in Flink, as a share of a bare consumer's, format
 * by format. The two take turns, so that what slows the machine down slows both.
 */
public final class IngestBenchmark {
    private static final int ROUNDS = 9;

    /** Rounds before those that count: the JIT compiler is at work. */
    private static final int WARM_UP = 2;

    private IngestBenchmark() {}

    /**
     * Runs; the exit status is 1 if a target was missed.
     *
     * @param arguments the number of rounds, if it is another; then formats, if not all
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
        List<RecordKind> kinds =
                arguments.length < 2
                        ? List.of(RecordKind.values())
                        : Arrays.stream(arguments).skip(1).map(RecordKind::valueOf).toList();
        boolean reached = true;
        Path folder = Files.createTempDirectory("gradstream-ingest");
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedFlink flink = EmbeddedFlink.start(folder)) {
            System.out.println(
                    "format    bare consumer/s      Flink/s   ratio: median (least to most)  wanted");
            for (RecordKind kind : kinds) {
                FeatureTopic topic = FeatureTopic.fill(kind, kafka.bootstrapServers());
                reached &= measure(topic, flink, rounds);
            }
        }
        System.exit(reached ? 0 : 1);
    }

    private static boolean measure(FeatureTopic topic, EmbeddedFlink flink, int rounds)
            throws Exception {
        double[] bare = new double[rounds];
        double[] ours = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            int place = Math.max(0, round);
            bare[place] = BareConsumer.run(topic);
            ours[place] = FlinkIngest.run(topic, flink);
            ratios[place] = ours[place] / bare[place];
        }
        Arrays.sort(ratios);
        double ratio = ratios[rounds / 2];
        System.out.printf(
                Locale.ROOT,
                "%-8s %,16.0f %,12.0f            %.2f (%.2f to %.2f)    %.2f  %s%n",
                topic.kind(),
                median(bare),
                median(ours),
                ratio,
                ratios[0],
                ratios[rounds - 1],
                topic.kind().target(),
                ratio >= topic.kind().target() ? "reached" : "MISSED");
        return ratio >= topic.kind().target();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
