package dev.gradstream.benchmark.library;

import dev.gradstream.benchmark.Network;
import dev.gradstream.benchmark.Numbers;
import dev.gradstream.benchmark.Workload;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gradstream's learner, as the pipeline runs it, without scaling of features. */
final class GradstreamStep implements LearnStep {
    private final Learner learner;
    private final MiniBatch[] batches = new MiniBatch[Workload.BATCHES];
    private int next;

    GradstreamStep(Workload workload) {
        Network network = workload.network();
        learner =
                Learner.create(
                        new LearnerConfig(
                                network.features(),
                                1,
                                new Sequential(network.layers(workload.dropout())),
                                network.loss(),
                                optimizer(workload),
                                Scaling.NONE,
                                1));
        learner.load(initial(network, learner.stateDict()));
        Arrays.setAll(batches, b -> batch(workload, b));
    }

    private static Optimizer optimizer(Workload workload) {
        double lr = workload.optimizer().lr();
        return switch (workload.optimizer()) {
            case SGD -> new SGD(lr);
            case ADAM -> new Adam(lr);
        };
    }

    /** Weights, the only matrices, and the biases after them; what normalises stays as it is. */
    private static StateDict initial(Network network, StateDict present) {
        List<Parameter> parameters = new ArrayList<>();
        int linear = -1;
        boolean follows = false;
        for (Parameter parameter : present.parameters()) {
            float[] values = parameter.values();
            if (parameter.shape().size() == 2) {
                linear++;
                values = Numbers.weight(linear, in(network, linear), out(network, linear));
            } else if (follows) {
                values = Numbers.bias(linear, in(network, linear), out(network, linear));
            }
            follows = parameter.shape().size() == 2;
            parameters.add(new Parameter(parameter.name(), parameter.shape(), values));
        }
        return new StateDict(parameters);
    }

    private static int in(Network network, int linear) {
        return network.widths().get(linear);
    }

    private static int out(Network network, int linear) {
        return network.widths().get(linear + 1);
    }

    private static MiniBatch batch(Workload workload, int number) {
        int rows = workload.rows();
        int width = workload.network().features();
        MiniBatch batch = new MiniBatch(Split.TRAINING, rows, width, 1);
        System.arraycopy(workload.features(number), 0, batch.features(), 0, rows * width);
        System.arraycopy(workload.targets(number), 0, batch.targets(), 0, rows);
        Arrays.fill(batch.weights(), 1);
        batch.setSize(rows);
        return batch;
    }

    @Override
    public double run() {
        double loss = learner.step(batches[next]).loss();
        next = (next + 1) % batches.length;
        return loss;
    }

    @Override
    public void close() {
        learner.close();
    }
}
