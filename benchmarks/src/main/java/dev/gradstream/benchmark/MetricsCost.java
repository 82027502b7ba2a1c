package dev.gradstream.benchmark;

import dev.gradstream.benchmark.DecodedBatches.Format;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.baseline.Baselines;
import dev.gradstream.model.eval.measure.Figures;
import dev.gradstream.model.eval.metric.ScoredRows;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.model.train.LearnerConfigs;
import dev.gradstream.model.train.Trainer;
import dev.gradstream.model.train.TrainerOutput;
import dev.gradstream.model.train.baseline.ConstantLoss;
import dev.gradstream.operator.metric.LearnMetrics;
import dev.gradstream.operator.metric.OperatorMetrics;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;

/**
 * What metrics cost: two trainers in one process take the same batches, in turn, one with metrics
 * and one without; of each pair of blocks the ratio, of all ratios the median. Where a trainer's
 * memory lies makes more of a difference: so each round has new ones.
 *
 * <p>The throughput that they are held against is of a thread which decodes records and learns from
 * them, as the job's does where everything is chained; without Kafka's client and Flink, whose part
 * would make metrics look cheaper.
 */
public final class MetricsCost {
    private static final int BATCH = 32;
    private static final int FEATURES = 30;
    private static final int BLOCK = 500;
    private static final int WARM_UP = 20;
    private static final int PAIRS = 20;
    private static final int ROUNDS = 10;
    private static final int REPORT_EVERY = 20;
    private static final float[] UNUSED = {};
    private static final String CLASSES =
            "target: {column: t, classes: ['0', '1']}\nloss: BCEWithLogitsLoss";
    private static final String NUMBERS = "target: {column: t}\nloss: MSELoss";
    private static final double MOST_PERCENT = 2;

    private final String learnt;
    private final Pipeline pipeline;
    private final MiniBatch[] batches = new MiniBatch[64];
    private final ScoredRows[] rows = new ScoredRows[64];
    private final double[] without = new double[ROUNDS * PAIRS];
    private final double[] ratios = new double[ROUNDS * PAIRS];
    private final double[] baselineShares = new double[ROUNDS * PAIRS];
    private final Map<Format, double[]> decodings = new EnumMap<>(Format.class);
    private double reported;
    private double decoded;

    private MetricsCost(String learnt) throws Exception {
        this.learnt = learnt;
        pipeline = PipelineFile.parse(text(learnt, Format.JSON), "metrics-cost", Map.of());
        Random random = new Random(5);
        for (int i = 0; i < batches.length; i++) {
            batches[i] = new MiniBatch(Split.TRAINING, BATCH, FEATURES, 1);
            Example example = new Example(FEATURES, 1);
            while (!batches[i].isFull()) {
                for (int f = 0; f < FEATURES; f++) {
                    example.features()[f] = (float) random.nextGaussian();
                }
                example.target()[0] = example.features()[0] > 0 ? 1 : 0;
                example.setEventTime(System.currentTimeMillis());
                batches[i].add(example);
            }
            rows[i] = new ScoredRows(BATCH, 0);
            for (int row = 0; row < BATCH; row++) {
                rows[i].add(batches[i].targets()[row], 0);
            }
        }
    }

    /** Measures; the exit status is 1 if metrics cost more than 2 % of the throughput of JSON. */
    public static void main(String[] args) throws Exception {
        double ofClasses = new MetricsCost(CLASSES).run();
        double ofNumbers = new MetricsCost(NUMBERS).run();
        System.exit(Math.max(ofClasses, ofNumbers) <= MOST_PERCENT ? 0 : 1);
    }

    private double run() throws Exception {
        Map<Format, DecodedBatches> records = new EnumMap<>(Format.class);
        for (Format format : Format.values()) {
            Pipeline reader = PipelineFile.parse(text(learnt, format), "metrics-cost", Map.of());
            records.put(format, new DecodedBatches(reader, batches, format));
            decodings.put(format, new double[ROUNDS * PAIRS]);
        }
        for (int round = 0; round < ROUNDS; round++) {
            round(round * PAIRS, records);
        }
        if (!(reported > 0) || !(decoded > 0)) {
            throw new IllegalStateException(
                    "the baselines came to " + reported + ", the targets to " + decoded);
        }
        return report(median(without), 100 * (median(ratios) - 1), 100 * median(baselineShares));
    }

    private void round(int from, Map<Format, DecodedBatches> records)
            throws RefusedRecordException {
        Baselines baselines = new Baselines(pipeline.training().horizon(), pipeline.task());
        LearnerConfig config = LearnerConfigs.of(pipeline);
        try (Trainer plain = trainer();
                Trainer measured = trainer();
                ConstantLoss constant =
                        ConstantLoss.of(config, () -> ScalerState.NONE).orElseThrow()) {
            LearnMetrics metrics = metrics();
            metrics.watch(measured);
            for (int pair = -WARM_UP; pair < PAIRS; pair++) {
                // Each goes first as often.
                boolean plainFirst = pair % 2 == 0;
                double first = plainFirst ? plain(plain) : measured(measured, metrics);
                double second = plainFirst ? measured(measured, metrics) : plain(plain);
                double compared = compared(baselines, constant);
                for (Format format : Format.values()) {
                    double decoding = decoding(records.get(format));
                    if (pair >= 0) {
                        decodings.get(format)[from + pair] = decoding;
                    }
                }
                if (pair >= 0) {
                    without[from + pair] = plainFirst ? first : second;
                    ratios[from + pair] = plainFirst ? second / first : first / second;
                    baselineShares[from + pair] = compared / without[from + pair];
                }
            }
        }
    }

    private LearnMetrics metrics() {
        return new LearnMetrics(
                new OperatorMetrics(
                        UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup(),
                        pipeline.name()),
                0,
                BATCH,
                System::currentTimeMillis);
    }

    private double report(double step, double percent, double ofBaselines) {
        System.out.printf(
                "step without metrics %.1f us (30-64-32-1, %s, batch %d, Adam, report every %d)%n"
                        + "metrics               %+.2f %% of the step, median of %d pairs%n"
                        + "baselines             %+.2f %% more, in both of them%n",
                step,
                pipeline.loss().name(),
                BATCH,
                REPORT_EVERY,
                percent,
                ROUNDS * PAIRS,
                ofBaselines);
        print(Format.FLOAT32, step, percent + ofBaselines);
        return print(Format.JSON, step, percent + ofBaselines);
    }

    /** Prints and returns the share of the throughput from records of a format, in percent. */
    private double print(Format format, double step, double percentOfStep) {
        double decoding = median(decodings.get(format));
        double percent = percentOfStep * step / (step + decoding);
        System.out.printf(
                "together              %+.2f %% of the throughput from %s (%.1f us to decode a batch)%n",
                percent, format.word(), decoding);
        return percent;
    }

    private double plain(Trainer trainer) {
        long begin = System.nanoTime();
        for (int i = 0; i < BLOCK; i++) {
            trainer.accept(batches[i % batches.length]);
        }
        return (System.nanoTime() - begin) / 1e3 / BLOCK;
    }

    private double measured(Trainer trainer, LearnMetrics metrics) {
        long begin = System.nanoTime();
        for (int i = 0; i < BLOCK; i++) {
            MiniBatch batch = batches[i % batches.length];
            metrics.taking(batch);
            trainer.accept(batch);
            metrics.taken(batch);
        }
        return (System.nanoTime() - begin) / 1e3 / BLOCK;
    }

    /** What the baselines take for a batch, with their part of a report. */
    private double compared(Baselines baselines, ConstantLoss constant) {
        long begin = System.nanoTime();
        for (int i = 0; i < BLOCK; i++) {
            compare(baselines, constant, i);
        }
        return (System.nanoTime() - begin) / 1e3 / BLOCK;
    }

    private void compare(Baselines baselines, ConstantLoss constant, int i) {
        MiniBatch batch = batches[i % batches.length];
        baselines.add(rows[i % rows.length]);
        constant.take(batch, batch.weights(), 0, batch.size(), UNUSED);
        if (i % REPORT_EVERY == 0) {
            double loss = constant.sum();
            // Before the first report nothing is known to predict by.
            reported += i == 0 ? 0 : loss;
            for (Figures figures : baselines.figures().values()) {
                for (double figure : figures.values().values()) {
                    reported += i == 0 ? 0 : figure;
                }
            }
            baselines.reported();
            constant.reported();
        }
    }

    private double decoding(DecodedBatches records) throws RefusedRecordException {
        long begin = System.nanoTime();
        for (int i = 0; i < BLOCK; i++) {
            decoded += records.decode(i % batches.length).targets()[0];
        }
        return (System.nanoTime() - begin) / 1e3 / BLOCK;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private Trainer trainer() {
        return Trainer.create(pipeline, Optional.empty(), 1, new Unheard());
    }

    private static String text(String learnt, Format format) {
        return """
                name: metrics-cost
                kafka: {bootstrap.servers: "localhost:9092"}
                features: {format: %s, columns: [%s], scaling: standard}
                model:
                  - Linear: {out_features: 64}
                  - ReLU
                  - Linear: {out_features: 32}
                  - ReLU
                  - Linear: {out_features: 1}
                optimizer: {Adam: {lr: 0.001}}
                snapshots: {every: 100000000}
                %s
                """
                .formatted(
                        format.word(),
                        IntStream.range(0, FEATURES)
                                .mapToObj(i -> "f" + i)
                                .collect(Collectors.joining(", ")),
                        learnt);
    }

    /** Reports go nowhere. */
    private static final class Unheard implements TrainerOutput {
        @Override
        public void metrics(byte[] json) {}

        @Override
        public void signal(byte[] json) {}

        @Override
        public void snapshot(long version, Map<String, String> headers, byte[] safetensors) {}
    }
}
