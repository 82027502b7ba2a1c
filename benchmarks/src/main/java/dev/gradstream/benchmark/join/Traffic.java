package dev.gradstream.benchmark.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradstream.model.pipeline.InvalidPipelineException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.pipeline.PipelineFile;
import dev.gradstream.operator.PipelineSupplier;
import dev.gradstream.operator.kafka.record.RawRecord;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Impressions of 30 numbers, one a millisecond, of which three in ten are clicked half a million
 * impressions later. Labels count within 1,250,000 ms: so long is every key in state, and more than
 * a million of them are open.
 *
 * <p>Notes when the stretch that is timed begins and ends: the generator goes no faster than what
 * stands behind it.
 */
final class Traffic implements GeneratorFunction<Long, RawRecord> {
    static final String FEATURES = "features";
    static final String LABELS = "labels";

    private static final long serialVersionUID = 1L;
    private static final long WITHIN = 1_250_000;
    private static final long DELAY = 500_000;
    private static final int FEATURES_A_ROUND = 10;
    private static final int LABELS_A_ROUND = 3;
    private static final int ROUND = FEATURES_A_ROUND + LABELS_A_ROUND;

    /** Records before the state is as large as it will be. */
    static final long WARM_UP = WITHIN / FEATURES_A_ROUND * ROUND;

    private static final byte[] ROW =
            IntStream.range(0, 30)
                    .mapToObj(i -> "%.4f".formatted(Math.sin(i)))
                    .collect(Collectors.joining(","))
                    .getBytes(UTF_8);
    private static final byte[] CLICK = "1".getBytes(UTF_8);

    /** Of the run that goes on: one at a time in this process. */
    private static volatile long began;

    private static volatile long ended;

    private final long timed;
    private transient RawRecord record;

    /**
     * @param timed records of the stretch that is timed
     */
    Traffic(long timed) {
        this.timed = timed;
    }

    /** The join as a pipeline file describes it. */
    record Text() implements PipelineSupplier {
        private static final long serialVersionUID = 1L;

        @Override
        public Pipeline get() {
            String columns =
                    IntStream.range(0, 30).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
            try {
                return PipelineFile.parse(
                        """
                        name: join
                        kafka: {bootstrap.servers: nowhere}
                        features: {format: csv, columns: [%s]}
                        labels: {within: %dms, otherwise: negative, out_of_orderness: 0}
                        target: {column: click}
                        model:
                          - Linear: {out_features: 1}
                        loss: BCEWithLogitsLoss
                        optimizer: SGD
                        """
                                .formatted(columns, WITHIN),
                        "join.yaml",
                        Map.of());
            } catch (InvalidPipelineException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    long records() {
        return WARM_UP + timed + 1;
    }

    /** Records a second over the timed stretch of the last run. */
    double rate() {
        return timed * 1e9 / (ended - began);
    }

    /** Impressions that have gone out when the timed stretch ends. */
    long impressions() {
        return (WARM_UP + timed) / ROUND * FEATURES_A_ROUND;
    }

    @Override
    public RawRecord map(Long index) {
        if (index == WARM_UP) {
            began = System.nanoTime();
        } else if (index == WARM_UP + timed) {
            ended = System.nanoTime();
            Throughput.stretchEnded();
        }
        if (record == null) {
            record = new RawRecord();
        }
        long round = index / ROUND;
        int place = (int) (index % ROUND);
        long now = round * FEATURES_A_ROUND + Math.min(place, FEATURES_A_ROUND - 1);
        if (place < FEATURES_A_ROUND) {
            record.set(key(now), ROW, now, FEATURES, 0, index);
        } else {
            // Before the first is due, a click of an impression that never was.
            long clicked = round * FEATURES_A_ROUND + place - FEATURES_A_ROUND - DELAY;
            record.set(key(clicked), CLICK, now, LABELS, 0, index);
        }
        return record;
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
