package dev.gradstream.benchmark.library;

import dev.gradstream.benchmark.Workload;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of ND4J that the batches of a workload are copied into, one after the other. */
final class NativeBatch {
    private final float[][] hostFeatures;
    private final float[][] hostTargets;
    private final INDArray features;
    private final INDArray targets;
    private final FloatBuffer featureBuffer;
    private final FloatBuffer targetBuffer;
    private int next;

    NativeBatch(Workload workload) {
        hostFeatures =
                IntStream.range(0, Workload.BATCHES)
                        .mapToObj(workload::features)
                        .toArray(float[][]::new);
        hostTargets =
                IntStream.range(0, Workload.BATCHES)
                        .mapToObj(workload::wideTargets)
                        .toArray(float[][]::new);
        features =
                Nd4j.create(new float[workload.rows() * workload.network().features()])
                        .reshape(workload.rows(), workload.network().features());
        targets =
                Nd4j.create(new float[workload.rows() * workload.network().outputs()])
                        .reshape(workload.rows(), workload.network().outputs());
        featureBuffer = features.data().asNioFloat();
        targetBuffer = targets.data().asNioFloat();
    }

    /** Copies the next batch in. */
    void next() {
        featureBuffer.put(0, hostFeatures[next]);
        targetBuffer.put(0, hostTargets[next]);
        next = (next + 1) % Workload.BATCHES;
    }

    INDArray features() {
        return features;
    }

    INDArray targets() {
        return targets;
    }
}
