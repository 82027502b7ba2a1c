package dev.gradstream.job.generate;

import java.util.ArrayList;
import java.util.List;

/** A stretch of a stream, to be counted. */
record Examples(List<double[]> features, List<Integer> labels) {

    static Examples of(ConceptFamily family, Drift drift, double noise, long seed, int count) {
        DriftStream stream = new DriftStream(family, drift, noise, seed);
        Examples examples = new Examples(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < count; i++) {
            double[] x = new double[family.features()];
            examples.labels.add(stream.next(x));
            examples.features.add(x);
        }
        return examples;
    }

    static Examples of(ConceptFamily family, long seed, int count) {
        return of(family, new Drift(List.of(), 0), 0, seed, count);
    }

    int size() {
        return labels.size();
    }

    double share(int label) {
        return labels.stream().filter(l -> l == label).count() / (double) size();
    }

    /** Four standard deviations of a share of so many, where its probability is p. */
    static double bound(double p, int count) {
        return 4 * Math.sqrt(p * (1 - p) / count);
    }
}
