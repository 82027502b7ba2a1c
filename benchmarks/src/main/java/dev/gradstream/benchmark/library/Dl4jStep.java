package dev.gradstream.benchmark.library;

import dev.gradstream.benchmark.Network;
import dev.gradstream.benchmark.Numbers;
import dev.gradstream.benchmark.Workload;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** DL4J's {@code MultiLayerNetwork}. */
final class Dl4jStep implements LearnStep {
    private final MultiLayerNetwork model;
    private final NativeBatch batch;

    Dl4jStep(Workload workload) {
        Network network = workload.network();
        batch = new NativeBatch(workload);
        ListBuilder layers =
                new NeuralNetConfiguration.Builder().seed(1).updater(updater(workload)).list();
        int last = network.widths().size() - 2;
        for (int l = 0; l < last; l++) {
            layers.layer(
                    new DenseLayer.Builder()
                            .nIn(network.widths().get(l))
                            .nOut(network.widths().get(l + 1))
                            .activation(network == Network.TANH ? Activation.TANH : Activation.RELU)
                            .build());
        }
        boolean classes = network.manyClasses();
        layers.layer(
                new OutputLayer.Builder(classes ? LossFunction.MCXENT : LossFunction.XENT)
                        .nIn(network.widths().get(last))
                        .nOut(network.outputs())
                        .activation(classes ? Activation.SOFTMAX : Activation.SIGMOID)
                        .build());
        model = new MultiLayerNetwork(layers.build());
        model.init();
        for (int l = 0; l <= last; l++) {
            int in = network.widths().get(l);
            int out = network.widths().get(l + 1);
            model.getParam(l + "_W")
                    .assign(
                            Nd4j.create(Numbers.weight(l, in, out), new long[] {out, in}, 'c')
                                    .transpose());
            model.getParam(l + "_b")
                    .assign(Nd4j.create(Numbers.bias(l, in, out), new long[] {1, out}, 'c'));
        }
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
        model.fit(batch.features(), batch.targets());
        return model.score();
    }
}
