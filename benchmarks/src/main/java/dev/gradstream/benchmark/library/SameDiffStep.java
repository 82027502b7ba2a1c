package dev.gradstream.benchmark.library;

import dev.gradstream.benchmark.Network;
import dev.gradstream.benchmark.Numbers;
import dev.gradstream.benchmark.Workload;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** ND4J's own graphs. */
final class SameDiffStep implements LearnStep {
    private final SameDiff graph = SameDiff.create();
    private final NativeBatch batch;
    private final DataSet data;
    private final LossReader lossReader;

    SameDiffStep(Workload workload) {
        Network network = workload.network();
        batch = new NativeBatch(workload);
        data = new DataSet(batch.features(), batch.targets());
        SDVariable features =
                graph.placeHolder("features", DataType.FLOAT, workload.rows(), network.features());
        SDVariable targets =
                graph.placeHolder("targets", DataType.FLOAT, workload.rows(), network.outputs());
        SDVariable output = output(network, features);
        SDVariable loss =
                network.manyClasses()
                        ? graph.loss().softmaxCrossEntropy("loss", targets, output, null)
                        : graph.loss().sigmoidCrossEntropy("loss", targets, output, null);
        loss.markAsLoss();
        lossReader = new LossReader(output.name(), batch.targets(), network.manyClasses());
        graph.setTrainingConfig(
                new TrainingConfig.Builder()
                        .updater(updater(workload))
                        .dataSetFeatureMapping("features")
                        .dataSetLabelMapping("targets")
                        .build());
    }

    private SDVariable output(Network network, SDVariable features) {
        SDVariable x = features;
        int last = network.widths().size() - 2;
        for (int l = 0; l <= last; l++) {
            int in = network.widths().get(l);
            int out = network.widths().get(l + 1);
            SDVariable weight =
                    graph.var(
                            "weight" + l,
                            Nd4j.create(Numbers.weight(l, in, out), new long[] {out, in}, 'c')
                                    .transpose()
                                    .dup('c'));
            SDVariable bias =
                    graph.var(
                            "bias" + l,
                            Nd4j.create(Numbers.bias(l, in, out), new long[] {out}, 'c'));
            x = graph.nn().linear(x, weight, bias);
            if (l < last) {
                x = network == Network.TANH ? graph.math().tanh(x) : graph.nn().relu(x, 0);
            }
        }
        return x;
    }

    private static IUpdater updater(Workload workload) {
        double lr = workload.optimizer().lr();
        return switch (workload.optimizer()) {
            case SGD -> new Sgd(lr);
            case ADAM -> new Adam(lr);
        };
    }

    @Override
    public double run() {
        batch.next();
        graph.fit(data, lossReader);
        return lossReader.loss();
    }
}
