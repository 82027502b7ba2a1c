package dev.gradstream.benchmark.ingest;

import dev.gradstream.model.data.MiniBatch;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Takes note of mini-batches. The times are static: the cluster is in this process, and a function
 * that travels to it cannot bring anything back.
 */
final class Arrivals implements MapFunction<MiniBatch, Integer> {
    private static final long serialVersionUID = 1L;

    private static volatile Stretch stretch = new Stretch(0);

    static void begin(long records) {
        stretch = new Stretch(records);
    }

    static double end() {
        return stretch.rate();
    }

    @Override
    public Integer map(MiniBatch batch) {
        stretch.add(batch.size(), batch.features()[0]);
        return 0;
    }
}
